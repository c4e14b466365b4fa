// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchMeasure
import Rdkafka

/// Tasks that each await their sends, of one record or of several. A latency is that of a send, taken in the task.
struct AwaitedCase {
    private let options: Options
    private let tasks: Int
    private let recordsPerSend: Int
    private let producer: KafkaProducer
    private let record: ProducerRecord
    private let latencies = Latencies()

    init(_ options: Options, tasks: Int, recordsPerSend: Int = 1) throws {
        self.options = options
        self.tasks = tasks
        self.recordsPerSend = recordsPerSend
        producer = try KafkaProducer(configuration: options.producer)
        record = ProducerRecord(topic: options.topic, value: RecordValue.make(size: 200))
    }

    func run() async throws {
        try await sendAll(options.warmup)
        latencies.clear()
        let measurement = Measurement()
        try await sendAll(options.count)
        measurement.print(count: options.count, latencies: latencies)
        await producer.shutdown()
    }

    private func sendAll(_ count: Int) async throws {
        try await withThrowingTaskGroup { group in
            for task in 0..<tasks {
                let share = count * (task + 1) / tasks - count * task / tasks
                group.addTask {
                    if recordsPerSend == 1 {
                        try await send(share)
                    } else {
                        try await sendBatches(share)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func send(_ count: Int) async throws {
        for _ in 0..<count {
            let began = now_ns()
            _ = try await producer.send(record)
            latencies.add(since: began)
        }
    }

    private func sendBatches(_ count: Int) async throws {
        for start in stride(from: 0, to: count, by: recordsPerSend) {
            let records = [ProducerRecord](repeating: record, count: min(recordsPerSend, count - start))
            let began = now_ns()
            let results = try await producer.send(contentsOf: records)
            latencies.add(since: began)
            guard results.failureCount == 0 else {
                throw BenchFailure("\(results.failureCount) of \(results.count) records were not acknowledged")
            }
        }
    }
}
