// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

/// Defects that a property of the Kafka client closes.
@Suite struct DefectTests {
    @Test("D20: a producer is idempotent, and its records are acknowledged by all replicas")
    func idempotence() throws {
        let properties = try NotificationConfiguration(["transport_url": "kafka://h/"]).producerProperties
        #expect(properties["enable.idempotence"] == "true")
        #expect(properties["acks"] == "all")
    }

    @Test("D35: topics are looked for every two seconds, and asked to be made")
    func topics() throws {
        let properties = try NotificationConfiguration(["transport_url": "kafka://h/"]).consumerProperties()
        #expect(properties["topic.metadata.refresh.interval.ms"] == "2000")
        #expect(properties["allow.auto.create.topics"] == "true")
    }
}
