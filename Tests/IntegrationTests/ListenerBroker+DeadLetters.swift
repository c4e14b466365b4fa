// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@testable import OsloNotifications

extension ListenerBroker {
    /// An embedded one with records in the first partition of a Kafka topic whose dead-letter topic has no leader, for
    /// ever. Unless given, the first record can't be read, and the other can.
    static func embeddedWithoutDeadLetters(
        of kafkaTopic: String, _ values: [[UInt8]] = [[0x7B], recordValue(number: 1)]
    ) async throws -> ListenerBroker {
        let broker = try embedded()
        try await broker.produce(values.map { ProducerRecord(topic: kafkaTopic, value: $0, partition: 0) })
        let leaderNotAvailable: Int32 = 5
        try #require(broker.cluster).setTopic(
            "\(kafkaTopic).dead", error: KafkaError.ResponseCode(rawValue: leaderNotAvailable))
        return broker
    }
}
