// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport

/// What the instances of one transformation have in common.
struct TransformationNames: Codable, Sendable {
    let input: String
    let output: String
    let id: String

    init() {
        input = uniqueTopic("input")
        output = uniqueTopic("output")
        id = uniqueName("transformation")
    }
}

/// Reads numbers from a topic and writes them, with 1000 added, to another one: each exactly once.
struct Transformation: Sendable {
    private let names: TransformationNames
    private let bootstrap: String
    private let batchSize: Int

    init(_ names: TransformationNames, bootstrap: String, batchSize: Int) {
        self.names = names
        self.bootstrap = bootstrap
        self.batchSize = batchSize
    }

    /// Runs until `goesOn`, asked before each commit with the number of transactions that are committed and the last
    /// number of this one, says that this is the last transaction.
    func run(_ goesOn: (Int, Int) throws -> Bool) async throws {
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": bootstrap, "group.id": names.id, "group.instance.id": names.id,
                "auto.offset.reset": "earliest", "enable.auto.commit": "false",
            ])
        let producer = try KafkaProducer.transactional(names.id, at: bootstrap)
        try await producer.initTransactions()
        try await consumer.subscribe(to: [names.input])
        var transactions = 0
        reading: for try await batch in consumer.batches {
            for start in stride(from: 0, to: batch.count, by: batchSize) {
                let part = batch[start..<min(start + batchSize, batch.count)]
                let isLast = try await producer.withTransaction { transaction in
                    var last = 0
                    for record in part {
                        guard let number = record.number else { continue }
                        try transaction.post(ProducerRecord(topic: names.output, number + 1000))
                        last = number
                    }
                    guard let end = part.last else { return false }
                    try await transaction.sendOffsets(
                        [TopicPartitionOffset(end.topicPartition, offset: end.offset + 1)],
                        of: consumer.groupMetadata())
                    try await producer.flush(timeout: .seconds(20))
                    return try !goesOn(transactions, last)
                }
                transactions += 1
                if isLast { break reading }
            }
        }
        await consumer.shutdown()
        await producer.shutdown()
    }
}

extension KafkaProducer {
    /// A producer of transactions that gives up soon.
    static func transactional(_ id: String, at bootstrap: String) throws -> KafkaProducer {
        try KafkaProducer(configuration: ["bootstrap.servers": bootstrap, "transactional.id": id])
    }
}

extension ProducerRecord {
    /// A number, in the first partition of a topic.
    init(topic: String, _ number: Int) {
        self.init(topic: topic, value: Array("\(number)".utf8), partition: 0)
    }
}

extension ConsumerRecord {
    /// The number that a record of these tests has for a value.
    var number: Int? {
        value.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
}
