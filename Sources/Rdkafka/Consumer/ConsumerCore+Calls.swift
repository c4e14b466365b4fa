// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConsumerCore {
    /// Asks the client for something that doesn't wait; nil when it has ended, as when a handler outlasts the shutdown.
    func withHandle<Result: Sendable>(_ body: (ConsumerHandle) -> Result) -> Result? {
        guard calls.begin() else { return nil }
        defer { calls.end() }
        return body(handle)
    }

    /// Asks the client for something that blocks, on one of a few threads: it may wait for others to be done first.
    ///
    /// When the task is cancelled the wait ends at once. A call that has begun goes on by itself; one that still waits
    /// for a thread is left out.
    ///
    /// - Parameters:
    ///   - threads: where to; with ``changes`` it is done after the changes before it.
    ///   - timeout: how long to wait, for a thread too. `body` gets what is left of it, in milliseconds; -1 without
    ///     one.
    func blocking<Result: Sendable>(
        _ context: String,
        on threads: CallThreads? = nil,
        timeout: Duration? = nil,
        _ body: @escaping @Sendable (ConsumerHandle, Int32) -> Result
    ) async throws(KafkaError) -> Result {
        if Task.isCancelled { throw Self.ended(.cancelled, context) }
        let answer = Answer<BlockingOutcome<Result>>()
        let deadline = timeout.map { ContinuousClock.now + $0 }
        (threads ?? questions).run(
            CallQueue.Job { [handle, calls] in
                guard answer.isOpen else { return }
                let left = deadline.map { ($0 - .now).pollMilliseconds } ?? -1
                guard left != 0, calls.begin() else {
                    answer.give(left == 0 ? .timedOut : .refused(.closed))
                    return
                }
                let result = body(handle, left)
                calls.end()
                answer.give(.done(result))
            } refuse: {
                answer.give(.refused($0))
            })
        let loop = pollThread.loop
        // librdkafka answers by the timeout, and says what it waited for; this much later the call ends without.
        let timer = deadline.map { loop.schedule(at: $0 + .milliseconds(500)) { answer.give(.timedOut) } }
        defer { if let timer { loop.cancel(timer) } }
        switch await answer.wait(cancelled: .cancelled) {
        case .done(let result): return result
        case .cancelled: throw Self.ended(.cancelled, context)
        case .timedOut: throw Self.ended(.timedOut, context)
        case .refused(.closed): throw Self.ended(.shutDown, context)
        case .refused(.noThread):
            throw KafkaError(.broker, "\(context): the system has no thread left", isRetriable: true)
        }
    }

    /// The same for what has no timeout.
    func blocking<Result: Sendable>(
        _ context: String,
        on threads: CallThreads? = nil,
        _ body: @escaping @Sendable (ConsumerHandle) -> Result
    ) async throws(KafkaError) -> Result {
        try await blocking(context, on: threads) { handle, _ in body(handle) }
    }

    private static func ended(_ code: KafkaError.Code, _ context: String) -> KafkaError {
        let reason =
            switch code {
            case .cancelled: "the task was cancelled"
            case .timedOut: "no answer in time"
            default: "the consumer has ended"
            }
        return KafkaError(code, "\(context): \(reason)", isRetriable: code == .timedOut)
    }
}

private enum BlockingOutcome<Result: Sendable>: Sendable {
    case done(Result)
    case cancelled
    case timedOut
    case refused(CallQueue.Refusal)
}
