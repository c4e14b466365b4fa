// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// The records of the topic, read in batches and stored.
struct ReceivePhase {
    private let options: Options

    init(_ options: Options) {
        self.options = options
    }

    func run() async throws -> [String] {
        let consumer = try KafkaConsumer(configuration: [
            "bootstrap.servers": options.bootstrap, "group.id": "soak-\(options.topic)",
            "auto.offset.reset": "earliest",
        ])
        try await consumer.subscribe(to: [options.topic])
        var watch = Watch("received", count: options.count)
        var done = 0
        for try await batch in consumer.batches {
            done += batch.count
            consumer.store(batch.nextOffsets)
            watch.note(done)
            if done >= options.count { break }
        }
        guard await consumer.shutdown().hasLeftGroup else { throw SoakError("the group was not left") }
        return watch.growth
    }
}
