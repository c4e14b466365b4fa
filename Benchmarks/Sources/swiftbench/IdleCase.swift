// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// A producer that has sent one record and a consumer that has received it, with nothing to do for some seconds.
struct IdleCase {
    private let options: Options
    private let producer: KafkaProducer
    private let consumer: KafkaConsumer

    init(_ options: Options) throws {
        self.options = options
        producer = try KafkaProducer(configuration: options.producer)
        consumer = try KafkaConsumer(configuration: options.consumer)
    }

    func run() async throws {
        _ = try await producer.send(ProducerRecord(topic: options.topic, value: RecordValue.make(size: 200)))
        try await consumer.subscribe(to: [options.topic])
        let received = AsyncStream.makeStream(of: Void.self)
        let listening = Task {
            for try await batch in consumer.batches where !batch.isEmpty { received.continuation.finish() }
        }
        for await _ in received.stream {}

        // What the first record set in motion is not idling.
        try await Task.sleep(for: .seconds(1))
        let measurement = Measurement()
        try await Task.sleep(for: .seconds(options.count))
        measurement.printIdle()

        await consumer.shutdown()
        try await listening.value
        await producer.shutdown()
    }
}
