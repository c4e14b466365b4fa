// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct ProducerFaultTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
        try cluster.createTopic("t", partitions: 4)
    }

    private let record = ProducerRecord(topic: "t", value: [1], partition: 0)

    private func failure(of send: Task<DeliveryReport, any Error>) async throws -> KafkaError {
        try await #require(throws: KafkaError.self) { _ = try await send.value }
    }

    @Test func aPurgeTellsWhatWasNotSentFromWhatMayBeStored() async throws {
        let logs = Collected<KafkaLogEvent>()
        let producer = try KafkaProducer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "max.in.flight": "1", "debug": "protocol",
            ], logHandler: { logs.append($0) })
        let isSent: @Sendable (KafkaLogEvent) -> Bool = { $0.message.contains("Sent ProduceRequest") }
        _ = try await producer.send(record)
        // Log lines come a moment later than what they are about.
        try await logs.wait { $0.contains(where: isSent) }
        // No answer comes back before the purge.
        try cluster.setBroker(1, roundTripTime: .seconds(30))
        let sent = Task { try await producer.send(record) }
        try await logs.wait { $0.count(where: isSent) == 2 }
        let queued = Task { try await producer.send(record) }
        await producer.handedOver(2)
        producer.purge(queued: true, inFlight: false)
        let unsent = try await failure(of: queued)
        #expect((unsent.code, unsent.deliveryStatus) == (.purged, .notPersisted))
        #expect(producer.counters.inFlightRecords == 1)
        producer.purge(queued: false, inFlight: true)
        let inFlight = try await failure(of: sent)
        #expect((inFlight.code, inFlight.deliveryStatus) == (.purged, .possiblyPersisted))
        await producer.shutdown(timeout: .zero)
        producer.purge()
    }

    @Test func aPurgeLeavesNobodyWaiting() async throws {
        let producer = try cluster.producer(["queue.buffering.max.messages": "1"])
        try cluster.setBroker(1, down: true)
        let sends = (0..<20).map { _ in Task { try await producer.send(record) } }
        await producer.handedOver(1)
        // One that is let in meanwhile may be purged too, or not.
        while producer.counters.failed < 20 {
            producer.purge()
            await Task.yield()
        }
        for send in sends { #expect(try await failure(of: send).code == .purged) }
        try cluster.setBroker(1, down: false)
        #expect(try await producer.send(record).status == .persisted)
        await producer.shutdown()
    }

    @Test func whatMadeTheProducerUselessCanBeAsked() async throws {
        let producer = try cluster.producer()
        #expect(producer.fatalError == nil)
        // OUT_OF_ORDER_SEQUENCE_NUMBER
        producer.raiseFatalError(KafkaError.ResponseCode(rawValue: 45), "as a test wants it")
        let error = try #require(producer.fatalError)
        #expect(error.isFatal && error.code == .fatal && error.responseCode?.rawValue == 45)
        #expect(error.message.contains("as a test wants it"))
        let sent = try await #require(throws: KafkaError.self) { _ = try await producer.send(record) }
        #expect(sent.isFatal && sent.deliveryStatus == .notPersisted)
        let posted = try #require(throws: KafkaError.self) { try producer.post(record) }
        #expect(posted.isFatal)
        #expect(producer.counters.inFlightRecords == 0)
        await producer.shutdown()
        #expect(producer.fatalError?.responseCode?.rawValue == 45)
    }

    @Test func aPostThatIsRefusedIsToldOnce() async throws {
        let failures = Shared(0)
        let producer = try cluster.producer { new in failures.update { $0 += new.count } }
        _ = try await producer.send(record)
        for _ in 0..<20 {
            let error = try #require(throws: KafkaError.self) {
                try producer.post(ProducerRecord(topic: "t", value: [1], partition: 4))
            }
            #expect((error.code, error.deliveryStatus) == (.unknownTopicOrPartition, .notPersisted))
        }
        await producer.shutdown()
        #expect(failures.value == 0)
        #expect(producer.counters.failed == 20)
    }

    @Test func aFailureOfAPostCarriesWhatIsKnownOfTheRecord() async throws {
        let failures = Shared<[PostFailure]>([])
        let producer = try cluster.producer { new in failures.update { $0 += new } }
        // TOPIC_AUTHORIZATION_FAILED
        cluster.failRequests(api: 0, with: [KafkaError.ResponseCode(rawValue: 29)])
        try producer.post(record)
        await producer.shutdown()
        let failure = try #require(failures.value.first)
        #expect(failure.error.responseCode?.rawValue == 29)
        #expect((failure.error.deliveryStatus, failure.partition) == (.notPersisted, 0))
    }
}
