// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if TSAN
internal import Synchronization

/// What orders a resumption before what the resumed task does next, for ThreadSanitizer: it sees no such order where the
/// task is resumed before it has suspended, because the runtime is not instrumented.
struct ResumptionEdge {
    private final class Edge: Sendable {
        let word = Atomic<UInt>(0)
    }

    // Few continuations share one, so that hardly anything else is ordered by it.
    private static let edges = (0..<1021).map { _ in Edge() }
    private let edge: Edge

    init<Value>(_ continuation: UnsafeContinuation<Value, Never>) {
        let address = unsafe unsafeBitCast(continuation, to: UInt.self)
        edge = Self.edges[Int(address >> 4) % Self.edges.count]
    }

    /// Before the resumption.
    func release() {
        edge.word.add(1, ordering: .acquiringAndReleasing)
    }

    /// After the wait.
    func acquire() {
        _ = edge.word.load(ordering: .acquiring)
    }

    /// Runs the resumption itself, whose accesses come after `release`.
    static func ignoring(_ body: () -> Void) {
        ignoreReads(0, 0)
        ignoreWrites(0, 0)
        body()
        heedWrites(0, 0)
        heedReads(0, 0)
    }
}

// ThreadSanitizer's own functions, which take a file's name and a line and don't look at them.
@_silgen_name("AnnotateIgnoreReadsBegin") private func ignoreReads(_ file: UInt, _ line: UInt)
@_silgen_name("AnnotateIgnoreReadsEnd") private func heedReads(_ file: UInt, _ line: UInt)
@_silgen_name("AnnotateIgnoreWritesBegin") private func ignoreWrites(_ file: UInt, _ line: UInt)
@_silgen_name("AnnotateIgnoreWritesEnd") private func heedWrites(_ file: UInt, _ line: UInt)
#endif
