// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConsumerCore {
    /// Asks the client for something that doesn't wait; nil when it has ended, as when a handler outlasts the shutdown.
    func withHandle<Result: Sendable>(_ body: (ConsumerHandle) -> Result) -> Result? {
        guard calls.begin() else { return nil }
        defer { calls.end() }
        return body(handle)
    }

    /// Asks the client for something that blocks, on a thread of its own.
    ///
    /// When the task is cancelled the wait ends at once, and the call goes on by itself.
    func blocking<Result: Sendable>(
        _ context: String,
        _ body: @escaping @Sendable (ConsumerHandle) -> Result
    ) async throws(KafkaError) -> Result {
        if Task.isCancelled { throw KafkaError(.cancelled, "\(context): the task was cancelled") }
        guard calls.begin() else { throw KafkaError(.shutDown, "\(context): the consumer has ended") }
        let answer = Answer<BlockingOutcome<Result>>()
        let thread = NativeThread(name: "kafka-call") { [handle, calls] in
            let result = body(handle)
            calls.end()
            answer.give(.done(result))
        }
        guard let thread else {
            calls.end()
            throw KafkaError(.broker, "\(context): the system has no thread left", isRetriable: true)
        }
        thread.detach()
        switch await answer.wait(cancelled: .cancelled) {
        case .done(let result): return result
        case .cancelled: throw KafkaError(.cancelled, "\(context): the task was cancelled")
        }
    }
}

private enum BlockingOutcome<Result: Sendable>: Sendable {
    case done(Result)
    case cancelled
}
