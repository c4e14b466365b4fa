// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting

/// A cluster whose records are their own numbers.
struct FilledCluster {
    let cluster: MockCluster
    let configuration: KafkaConfiguration

    init(brokers: Int = 1) throws {
        cluster = try MockCluster(brokers: brokers)
        configuration = [
            "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            "session.timeout.ms": "6000", "max.poll.interval.ms": "10000", "auto.commit.interval.ms": "100",
            // A partition that is assigned or sought waits for the fetch that is under way.
            "fetch.wait.max.ms": "10",
        ]
    }

    /// Sends records to a partition whose values are the offsets they get when it was empty, modulo 256.
    func fill(_ topic: String, _ count: Int, partition: Int32 = 0, timestamps: Int64? = nil) async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        let records = (0..<count).map { number in
            ProducerRecord(
                topic: topic, value: [UInt8(number % 256)], partition: partition,
                timestamp: timestamps.map { $0 + Int64(number) })
        }
        for result in try await producer.send(contentsOf: records) { _ = try result.get() }
        await producer.shutdown()
    }

    func consumer(
        _ properties: [String: String?] = [:], options: ConsumerOptions = ConsumerOptions(),
        logHandler: KafkaLogHandler? = nil, rebalanceHandler: RebalanceHandler? = nil
    ) throws -> KafkaConsumer {
        var configuration = configuration
        for (name, value) in properties { configuration[name] = value }
        return try KafkaConsumer(
            configuration: configuration, options: options, logHandler: logHandler,
            rebalanceHandler: rebalanceHandler)
    }
}

/// The offsets of so many records, as they come.
func offsets(_ count: Int, from consumer: KafkaConsumer) async throws -> [Int64] {
    var offsets: [Int64] = []
    for try await record in consumer.records {
        offsets.append(record.offset)
        if offsets.count == count { break }
    }
    return offsets
}

extension TopicPartition {
    static func t(_ partition: Int32) -> TopicPartition { TopicPartition(topic: "t", partition: partition) }
}
