// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// A new group reads the topic from its first record, in a task of its own.
struct ConsumeCase {
    private let options: Options
    private let consumer: KafkaConsumer

    init(_ options: Options) throws {
        self.options = options
        consumer = try options.makeConsumer()
    }

    func run() async throws {
        try await consumer.subscribe(to: [options.topic])
        var intake = Intake(options)
        for try await batch in consumer.batches {
            guard try intake.take(batch) else { break }
            consumer.store(batch.nextOffsets)
        }
        await consumer.shutdown()
    }
}
