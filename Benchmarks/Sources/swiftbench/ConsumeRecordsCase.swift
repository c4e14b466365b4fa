// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// Consumes records one by one from a task, and stores the offset of each thousandth.
struct ConsumeRecordsCase {
    private let options: Options
    private let consumer: KafkaConsumer

    init(_ options: Options) throws {
        self.options = options
        consumer = try options.makeConsumer()
    }

    func run() async throws {
        try await consumer.subscribe(to: [options.topic])
        var intake = Intake(options)
        var count = 0
        for try await record in consumer.records {
            intake.read(record)
            count += 1
            if count % 1000 == 0 {
                guard try intake.count(1000) else { break }
                consumer.store(record)
            }
        }
        await consumer.shutdown()
    }
}
