// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Dispatch
import Foundation
import Rdkafka

/// Writes to a pipe on a thread of its own, in the order given, however slowly the other end reads.
final class PipeWriter: Sendable {
    private enum Item {
        case bytes([UInt8])
        case end
    }

    private let pending = Lock<[Item]>([])
    private let available = DispatchSemaphore(value: 0)

    /// Takes over the descriptor.
    init(descriptor: Int32) {
        Thread.detachNewThread { self.run(descriptor) }
    }

    func append(_ bytes: [UInt8]) { add(.bytes(bytes)) }

    /// Closes the pipe after all that was written; the thread ends with it.
    func finish() { add(.end) }

    private func add(_ item: Item) {
        pending.withLock { $0.append(item) }
        available.signal()
    }

    private func run(_ descriptor: Int32) {
        // A reader that has gone makes write fail, instead of killing the whole test run.
        var brokenPipe = sigset_t()
        sigemptyset(&brokenPipe)
        sigaddset(&brokenPipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &brokenPipe, nil)
        var isOpen = true
        while true {
            available.wait()
            switch pending.withLock({ $0.removeFirst() }) {
            case .bytes(let bytes): isOpen = isOpen && Self.writeAll(bytes, to: descriptor)
            case .end:
                close(descriptor)
                return
            }
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
