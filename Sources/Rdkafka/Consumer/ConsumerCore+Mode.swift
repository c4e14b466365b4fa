// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ConsumerCore {
    func beginSubscribing(_ context: String) throws(KafkaError) {
        guard mode.withLock({ $0.beginSubscribing() }) else {
            throw Self.conflict("\(context): partitions are assigned by hand; call unassign() first")
        }
    }

    func endSubscribing() {
        mode.withLock { $0.endSubscribing() }
    }

    func beginAssigning() throws(KafkaError) {
        guard mode.withLock({ $0.beginAssigning() }) else {
            throw Self.conflict("assigning partitions: the consumer is subscribed; call unsubscribe() first")
        }
    }

    func endAssigning() {
        mode.withLock { $0.endAssigning() }
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
