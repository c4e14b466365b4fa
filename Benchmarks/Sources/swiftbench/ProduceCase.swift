// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// Unawaited sends, as fast as the queue takes them; the section ends when every one was acknowledged.
struct ProduceCase {
    private let options: Options
    private let producer: KafkaProducer
    private let record: ProducerRecord

    init(_ options: Options, recordSize: Int) throws {
        self.options = options
        producer = try KafkaProducer(configuration: options.producer)
        record = ProducerRecord(topic: options.topic, value: RecordValue.make(size: recordSize))
    }

    func run() async throws {
        try await send(options.warmup)
        let measurement = Measurement()
        try await send(options.count)
        measurement.print(count: options.count)
        await producer.shutdown()
    }

    private func send(_ count: Int) async throws {
        let before = producer.counters.delivered
        for _ in 0..<count { try await producer.enqueue(record) }
        try await producer.flush(timeout: .seconds(60))
        let delivered = producer.counters.delivered - before
        guard delivered == count else { throw BenchFailure("\(delivered) of \(count) records were acknowledged") }
    }
}
