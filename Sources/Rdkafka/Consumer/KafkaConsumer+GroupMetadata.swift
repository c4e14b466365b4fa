// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConsumer {
    /// What this consumer is in its group now, for a producer that commits its offsets in a transaction.
    ///
    /// - Throws: `shutDown` when the consumer has ended, `cancelled`, `invalidConfiguration` without a `group.id`.
    public func groupMetadata() async throws(KafkaError) -> ConsumerGroupMetadata {
        try core.requireGroup("asking for the group's metadata")
        let result = try await core.blocking("asking for the group's metadata") { $0.groupMetadata() }
        return try result.get()
    }
}
