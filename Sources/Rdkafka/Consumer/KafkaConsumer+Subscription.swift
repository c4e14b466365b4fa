// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaConsumer {
    /// Joins the group for these topics, in place of those before. Partitions come later.
    ///
    /// - Parameter topics: names, or regular expressions that begin with `^`. Topics that match one are taken as they
    ///   appear, within `topic.metadata.refresh.interval.ms`.
    /// - Throws: `invalidArgument` for an empty list, what is no name and no expression, one that is there twice, or
    ///   while partitions are assigned by hand; `invalidConfiguration` without a `group.id`; `shutDown` when the
    ///   consumer has ended; `cancelled`: the subscription may then take effect all the same.
    public func subscribe(to topics: [String]) async throws(KafkaError) {
        let context = "subscribing to \(topics.joined(separator: ", "))"
        guard core.handle.hasGroup else {
            throw KafkaError(
                .invalidConfiguration, "\(context): a consumer needs a group for that: set group.id",
                property: "group.id")
        }
        if let refusal = Self.refusal(of: topics) { throw refusal }
        let error = try await core.blocking(context) { [core] handle in
            core.subscribing(context) {
                switch handle.subscribe(topics) {
                case RD_KAFKA_RESP_ERR_NO_ERROR: nil
                case RD_KAFKA_RESP_ERR__INVALID_ARG: Self.refusal(ofExpressionsIn: topics)
                case let error: .librdkafka(error, context)
                }
            }
        }
        if let error { throw error }
    }

    private static func refusal(of topics: [String]) -> KafkaError? {
        if topics.isEmpty {
            return KafkaError(
                .invalidArgument, "subscribing: the list of topics is empty; unsubscribe() leaves the group")
        }
        var seen: Set<String> = []
        for topic in topics {
            if !topic.hasPrefix("^") {
                if let refusal = NameCheck.topicRefusal(topic) { return refusal }
            } else if topic.utf8.contains(0) {
                return KafkaError(.invalidArgument, "subscribing: the expression \"\(topic)\" has a NUL in it")
            }
            if !seen.insert(topic).inserted {
                return KafkaError(.invalidArgument, "subscribing: \"\(topic)\" is there twice")
            }
        }
        return nil
    }

    /// librdkafka refuses nothing else of a list that passed the checks before.
    private static func refusal(ofExpressionsIn topics: [String]) -> KafkaError {
        let expressions = topics.filter { $0.hasPrefix("^") }.map { "\"\($0)\"" }
        return KafkaError(
            .invalidArgument,
            "subscribing: \(expressions.count == 1 ? "" : "one of ")\(expressions.joined(separator: ", ")) is no regular "
                + "expression of POSIX's extended kind",
            responseCode: KafkaError.ResponseCode(rawValue: RD_KAFKA_RESP_ERR__INVALID_ARG.rawValue))
    }

    /// What the consumer has subscribed to: names and expressions as they were given; empty when to nothing.
    ///
    /// - Throws: `shutDown` when the consumer has ended, `cancelled`.
    public func subscription() async throws(KafkaError) -> [String] {
        let context = "asking for the subscription"
        return try await core.blocking(context) { $0.subscription() }.get(context)
    }

    /// Leaves the group, and stays ready to subscribe again. Partitions are given up as in a rebalance: the handler is
    /// called, and what is stored is committed. Returns when they are.
    ///
    /// - Parameter timeout: how long to wait for that.
    /// - Throws: `timedOut` when the rebalance handler takes longer; the consumer leaves its group afterwards all the
    ///   same. `invalidArgument` while partitions are assigned by hand, `shutDown` when the consumer has ended,
    ///   `cancelled`.
    public func unsubscribe(timeout: Duration = .seconds(60)) async throws(KafkaError) {
        let context = "unsubscribing"
        guard core.handle.hasGroup else { return }
        let deadline = ContinuousClock.now + timeout
        let error = try await core.blocking(context) { [core] handle in
            core.subscribing(context) { () -> KafkaError? in
                let error = handle.unsubscribe()
                guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return .librdkafka(error, context) }
                if core.waitUntilGivenUp(by: deadline) { return nil }
                return KafkaError(.timedOut, "\(context): partitions were not given up in time", isRetriable: true)
            }
        }
        if let error { throw error }
    }
}

extension Result where Failure == LibrdkafkaError {
    /// The value, or an error that says what it is about.
    func get(_ context: @autoclosure () -> String) throws(KafkaError) -> Success {
        switch self {
        case .success(let value): return value
        case .failure(let error): throw .librdkafka(error.code, context())
        }
    }
}
