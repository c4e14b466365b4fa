// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

/// What the tests of the secure listeners share.
struct SecuredClient {
    /// For records that nobody reads: the first to a topic waits a second for it to be created.
    private static let topic = uniqueTopic("secured")
    let kafka: SecuredKafka
    let log = Collected<KafkaLogEvent>()

    init() throws {
        kafka = try #require(SecuredKafka.current)
    }

    func configuration(_ bootstrap: String, _ security: KafkaSecurity) -> KafkaConfiguration {
        var configuration = KafkaConfiguration(bootstrapServers: [bootstrap], security: security)
        configuration["reconnect.backoff.max.ms"] = "500"
        return configuration
    }

    /// Sends one record and says where it went.
    @discardableResult
    func send(
        _ bootstrap: String, _ security: KafkaSecurity, topic: String = Self.topic
    ) async throws -> DeliveryReport {
        let producer = try KafkaProducer(
            configuration: configuration(bootstrap, security), logHandler: { [log] in log.append($0) })
        let result = await Result { try await producer.send(ProducerRecord(topic: topic, value: Array("secret".utf8))) }
        await producer.shutdown(timeout: .seconds(5))
        return try result.get()
    }

    /// The error of a record whose time is up because one side refuses the other, and the client's last one.
    func refusal(_ bootstrap: String, _ security: KafkaSecurity) async throws -> (send: KafkaError, last: KafkaError) {
        var configuration = configuration(bootstrap, security)
        configuration.messageTimeout = .milliseconds(700)
        let producer = try KafkaProducer(configuration: configuration, logHandler: { [log] in log.append($0) })
        let record = ProducerRecord(topic: Self.topic, value: [1])
        async let batch = producer.send(contentsOf: [record])
        let error = await #expect(throws: KafkaError.self) { try await producer.send(record) }
        let results = try await batch
        let batchError = #expect(throws: KafkaError.self) { try results[0].get() }
        #expect(batchError?.code == error?.code)
        let last = producer.lastConnectionError
        await producer.shutdown(timeout: .zero)
        return (try #require(error), try #require(last))
    }

    /// Reads the first record of a topic.
    func receive(_ bootstrap: String, _ security: KafkaSecurity, topic: String) async throws -> String? {
        var configuration = configuration(bootstrap, security)
        configuration.groupID = uniqueGroup("secured")
        configuration.offsetReset = .earliest
        let consumer = try KafkaConsumer(configuration: configuration, logHandler: { [log] in log.append($0) })
        try await consumer.subscribe(to: [topic])
        var value: String?
        for try await batch in consumer.batches {
            guard let record = batch.first else { continue }
            value = record.value.map { String(decoding: $0, as: UTF8.self) }
            break
        }
        await consumer.shutdown(timeout: .seconds(5))
        return value
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
