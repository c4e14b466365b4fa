// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// Records sent in each way there is: alone, in batches, unawaited.
struct SendPhase {
    private let options: Options

    init(_ options: Options) {
        self.options = options
    }

    func run() async throws -> [String] {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": options.bootstrap])
        let record = ProducerRecord(
            topic: options.topic, value: [UInt8](repeating: 120, count: 200),
            headers: [RecordHeader(name: "kind", value: [1])])
        var watch = Watch("sent", count: options.count)
        var done = 0
        while done < options.count {
            let round = min(10_000, options.count - done)
            try await sendRound(round, record, producer)
            done += round
            watch.note(done)
        }
        let report = await producer.shutdown()
        guard report.unacknowledged == 0, report.failed == 0 else { throw SoakError("\(report)") }
        return watch.growth
    }

    private func sendRound(_ count: Int, _ record: ProducerRecord, _ producer: KafkaProducer) async throws {
        try await withThrowingTaskGroup { group in
            for task in 0..<64 {
                group.addTask {
                    let share = count * (task + 1) / 64 - count * task / 64
                    for _ in 0..<(share / 8) { _ = try await producer.send(record) }
                    let batch = [ProducerRecord](repeating: record, count: share / 2)
                    let failures = try await producer.send(contentsOf: batch).failureCount
                    guard failures == 0 else { throw SoakError("\(failures) records of a batch were not delivered") }
                    for _ in 0..<(share - share / 2 - share / 8) { try producer.post(record) }
                }
            }
            try await group.waitForAll()
        }
        try await producer.flush(timeout: .seconds(60))
    }
}
