// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc
internal import Rdkafka
internal import Synchronization

/// Random words from the kernel, fetched many at a time: a system call for each id would cost more than the message.
final class RandomPool: Sendable {
    /// One of several, by the present thread, so that threads seldom wait for each other.
    static var shared: RandomPool { pools[Int((UInt64(pthread_self()) &* 0x9E37_79B9_7F4A_7C15) &>> 60)] }

    private static let pools: [RandomPool] = {
        // A failure (no memory) leaves the count at 0: only ids made after a fork without exec are affected.
        _ = pthread_atfork(nil, nil) { RandomPool.forks.add(1, ordering: .relaxed) }
        return (0..<16).map { _ in RandomPool() }
    }()

    /// 256 bytes: as many as one `getentropy` gives.
    private static let wordCount = 32

    /// Counts forks, so that a child does not hand out the words its parent also holds.
    private static let forks = Atomic<Int>(0)

    private struct State {
        var words: [UInt64] = []
        var forks = 0
    }

    private let state = Lock(State())

    private init() {}

    /// Two random words. Costs a system call once in 16 times.
    func next() -> (UInt64, UInt64) {
        let forks = Self.forks.load(ordering: .relaxed)
        return state.withLock { state in
            if state.words.count < 2 || state.forks != forks {
                state.words = Self.fetch()
                state.forks = forks
            }
            return (state.words.removeLast(), state.words.removeLast())
        }
    }

    private static func fetch() -> [UInt64] {
        var words = [UInt64](repeating: 0, count: wordCount)
        if getentropy(&words, wordCount * MemoryLayout<UInt64>.size) == 0 { return words }
        // A kernel without the call: the standard library has other sources.
        var generator = SystemRandomNumberGenerator()
        return words.map { _ in generator.next() }
    }
}
