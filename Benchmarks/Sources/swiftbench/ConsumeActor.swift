// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// The same loop as ``ConsumeCase``, isolated to an actor.
actor ConsumeActor {
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
