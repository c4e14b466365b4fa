// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import RdkafkaTesting
import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(2))) struct ConsumerGroupMetadataTests {
    @Test func itIsAValueThatOutlivesItsConsumer() async throws {
        let cluster = try MockCluster()
        let consumer = try KafkaConsumer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "group.instance.id": "i"])
        let metadata = try await consumer.groupMetadata()
        #expect(try await consumer.groupMetadata() == metadata)
        await consumer.shutdown()
        // librdkafka makes the same object of it again.
        let object = try GroupMetadataHandle(metadata)
        #expect(try object.value() == metadata)
        #expect(String(decoding: metadata.bytes, as: UTF8.self).contains("g\0"))
        await #expect(throws: KafkaError.self) { try await consumer.groupMetadata() }
    }

    @Test func whatIsNotGroupMetadataIsRefused() {
        #expect(throws: KafkaError.self) { _ = try GroupMetadataHandle(ConsumerGroupMetadata(bytes: [1, 2, 3])) }
        #expect(throws: KafkaError.self) { _ = try GroupMetadataHandle(ConsumerGroupMetadata(bytes: [])) }
    }
}
