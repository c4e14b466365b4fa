// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NativeThread {
    /// How long the end of a client may take beyond the time it was given: it mostly takes less than this.
    private static let grace = Duration.milliseconds(200)

    /// Runs the end of a client on a thread of its own and blocks until it is done, or until the deadline or a moment
    /// from now, whichever is later: nil then, and it goes on by itself. Without a thread the waiting is for the one
    /// who calls.
    static func runEnd<Result: Sendable>(
        by deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable () -> Result
    ) -> Result? {
        let work = Work(body)
        guard let thread = NativeThread(name: "kafka-end", { work.run() }) else {
            work.run()
            return work.result
        }
        thread.detach()
        return work.isDone.take(within: max(deadline - .now, grace)) ? work.result : nil
    }
}

private final class Work<Result: Sendable>: Sendable {
    let isDone = Credits(0)
    private let body: @Sendable () -> Result
    private let outcome = Lock<Result?>(nil)

    init(_ body: @escaping @Sendable () -> Result) {
        self.body = body
    }

    var result: Result? { outcome.withLock { $0 } }

    func run() {
        let result = body()
        outcome.withLock { $0 = result }
        isDone.add()
    }
}
