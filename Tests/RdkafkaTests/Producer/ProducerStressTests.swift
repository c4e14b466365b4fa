// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Synchronization
import Testing

@testable import Rdkafka

/// Every call returns, and every record has one outcome, whoever cancels, purges or closes meanwhile.
@Suite(.timeLimit(.minutes(2))) struct ProducerStressTests {
    private final class Counts: Sendable {
        let started = Atomic<Int>(0)
        let ended = Atomic<Int>(0)
        let posted = Atomic<Int>(0)
        let reported = Atomic<Int>(0)
    }

    @Test(arguments: 0..<6) func nothingIsLostOrToldTwice(round: Int) async throws {
        let cluster = try MockCluster()
        try cluster.createTopic("t", partitions: 4)
        let producer = try KafkaProducer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "queue.buffering.max.messages": "50",
                "reconnect.backoff.ms": "1", "reconnect.backoff.max.ms": "5",
            ])
        let counts = Counts()
        let contexts = Shared<Set<Int>>([])
        let channel = ReportChannel<Int>(producer) { reports in
            counts.reported.add(reports.count, ordering: .relaxed)
            contexts.update { contexts in
                for report in reports { #expect(contexts.insert(report.context).inserted) }
            }
        }
        await withTaskGroup { group in
            for worker in 0..<24 {
                group.addTask { await work(worker, producer, channel, counts) }
            }
            group.addTask {
                for turn in 0..<40 {
                    switch (turn + round) % 4 {
                    case 0: producer.purge(queued: true, inFlight: turn % 8 == 0)
                    case 1 where round.isMultiple(of: 2): try? cluster.setBroker(1, down: true)
                    case 2 where round.isMultiple(of: 2): try? cluster.setBroker(1, down: false)
                    default: _ = try? await producer.flush(timeout: .milliseconds(1))
                    }
                }
                if round.isMultiple(of: 2) { try? cluster.setBroker(1, down: round.isMultiple(of: 4)) }
                let report = await producer.shutdown(timeout: .milliseconds(round * 10))
                #expect(report.transaction == .none)
            }
            await group.waitForAll()
        }
        #expect(counts.started.load(ordering: .relaxed) == counts.ended.load(ordering: .relaxed))
        #expect(counts.posted.load(ordering: .relaxed) == counts.reported.load(ordering: .relaxed))
        #expect(producer.core.gate.inFlight == InFlightGate.Load(records: 0, bytes: 0))
        #expect(producer.core.gate.callsUnderWay == 0)
    }

    /// Sends in all ways until the producer is shut down.
    private func work(
        _ worker: Int, _ producer: KafkaProducer, _ channel: ReportChannel<Int>, _ counts: Counts
    ) async {
        for turn in 0... {
            let record = ProducerRecord(
                topic: "t", key: turn % 3 == 0 ? nil : [UInt8(worker)], value: [UInt8](repeating: 1, count: turn % 50),
                headers: turn % 5 == 0 ? [RecordHeader(name: "h", value: nil)] : [],
                partition: turn % 11 == 0 ? Int32(turn % 6) : nil)
            counts.started.add(1, ordering: .relaxed)
            let call = Task {
                switch (worker + turn) % 5 {
                case 0: _ = try await producer.send(record)
                case 1: _ = try await producer.send(contentsOf: Array(repeating: record, count: 1 + turn % 70))
                case 2: _ = try await producer.send(record, timeout: .milliseconds(1))
                case 3:
                    try await channel.enqueue(record, context: worker << 32 | turn)
                    counts.posted.add(1, ordering: .relaxed)
                default:
                    try channel.post(record, context: worker << 32 | turn)
                    counts.posted.add(1, ordering: .relaxed)
                }
            }
            if turn % 4 == worker % 4 { call.cancel() }
            let result = await call.result
            counts.ended.add(1, ordering: .relaxed)
            if case .failure(let error) = result, (error as? KafkaError)?.code == .shutDown { return }
        }
    }
}
