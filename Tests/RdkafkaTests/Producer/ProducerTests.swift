// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite struct ProducerTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    @Test func anAwaitedSendReturnsWhereTheRecordIs() async throws {
        let producer = try cluster.producer()
        for expected in 0..<3 {
            let report = try await producer.send(ProducerRecord(topic: "t", value: [1, 2, 3], partition: 2))
            #expect(report.partition == 2)
            #expect(report.offset == Int64(expected))
            #expect(report.status == .persisted)
        }
        #expect(await producer.shutdown().unacknowledged == 0)
    }

    @Test func manyTasksEachGetTheirOwnReport() async throws {
        let producer = try cluster.producer()
        let offsets = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for number in 0..<2000 {
                group.addTask {
                    try await producer.send(
                        ProducerRecord(topic: "t", value: [UInt8](repeating: 7, count: number % 100), partition: 0)
                    ).offset
                }
            }
            return try await group.reduce(into: Set<Int64?>()) { $0.insert($1) }
        }
        #expect(offsets.count == 2000)
        #expect(producer.counters.delivered == 2000)
        #expect(producer.counters.inFlightRecords == 0)
        await producer.shutdown()
    }

    @Test func aBatchIsAwaitedOnce() async throws {
        let producer = try cluster.producer()
        let records = (0..<100).map { ProducerRecord(topic: "t", value: [UInt8($0)], partition: Int32($0 % 4)) }
        let results = try await producer.send(contentsOf: records)
        #expect(results.count == 100)
        for (index, result) in results.enumerated() {
            #expect(try result.get().partition == Int32(index % 4))
            #expect(try result.get().offset == Int64(index / 4))
        }
        await producer.shutdown()
    }

    @Test func postedRecordsAreSentByShutdown() async throws {
        let producer = try cluster.producer(["linger.ms": "60000"])
        for _ in 0..<500 { try producer.post(ProducerRecord(topic: "t", value: [0])) }
        let report = await producer.shutdown(timeout: .seconds(30))
        #expect((report.unacknowledged, report.delivered, report.failed) == (0, 500, 0))
        #expect(throws: KafkaError.self) { try producer.post(ProducerRecord(topic: "t", value: [0])) }
    }
}
