// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConsumerCore {
    /// Runs a change of the subscription, on a thread that may block.
    func subscribing(_ context: String, _ body: () -> KafkaError?) -> KafkaError? {
        change(.subscribed, "\(context): partitions are assigned by hand; call unassign() first", body)
    }

    /// Runs a change of what is assigned by hand, on a thread that may block.
    func assigning(_ body: () -> KafkaError?) -> KafkaError? {
        change(.assigned, "assigning partitions: the consumer is subscribed; call unsubscribe() first", body)
    }

    private func change(_ new: ConsumerMode.Mode, _ conflict: String, _ body: () -> KafkaError?) -> KafkaError? {
        guard mode.withLock({ $0.beginChange(new) }) else { return Self.conflict(conflict) }
        defer { mode.withLock { $0.endChange(isInUse: isInUse(new)) } }
        return body()
    }

    /// Whether there is a subscription, or are partitions. A change that failed may leave none.
    private func isInUse(_ mode: ConsumerMode.Mode) -> Bool {
        if !assignment.all.isEmpty { return true }
        guard case .subscribed = mode, case .success(let topics) = handle.subscription() else { return false }
        return !topics.isEmpty
    }

    func requireGroup(_ context: String) throws(KafkaError) {
        guard handle.hasGroup else {
            throw KafkaError(
                .invalidConfiguration, "\(context): a consumer without a group has none: set group.id",
                property: "group.id")
        }
    }

    /// Blocks until the group has no partition with this consumer; false when the time is up before.
    func waitUntilGivenUp(by deadline: ContinuousClock.Instant) -> Bool {
        while !assignment.all.isEmpty || coordinator.isAnswering {
            guard ContinuousClock.now < deadline else { return false }
            NativeThread.pause(microseconds: 2000)
        }
        return true
    }

    private static func conflict(_ message: String) -> KafkaError {
        KafkaError(
            .invalidArgument, message,
            responseCode: KafkaError.ResponseCode(rawValue: RD_KAFKA_RESP_ERR__CONFLICT.rawValue))
    }
}
