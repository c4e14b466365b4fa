// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// The lanes of a listener, by real batches.
@Suite(.timeLimit(.minutes(2))) struct ListenerLanesTests {
    let board = LaneBoard(limit: 100)
    let slice: PartitionSlice

    init() async throws {
        let topic = uniqueTopic("lanes")
        let broker = try ListenerBroker.any()
        try await broker.produce([ProducerRecord(topic: topic, value: [1], partition: 0)])
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": broker.bootstrap, "group.id": topic, "auto.offset.reset": "earliest",
            ]))
        try await consumer.subscribe(to: [topic])
        var batches = consumer.batches.makeAsyncIterator()
        let batch = try #require(try await batches.next())
        slice = try #require(PartitionSlice.slices(of: batch).first)
        await consumer.shutdown()
    }

    /// As when a handler takes longer than a rebalance waits for it, and the partition is assigned to the same listener.
    @Test("D34: a partition that comes back while its last record is being handled loses nothing")
    func reopened() async throws {
        board.open([slice.partition])
        #expect(board.add(slice))
        let first = try #require(board.next(slice.partition)?.work)
        async let closed: Void = board.close([slice.partition])
        while !first.closing.isSet { await Task.yield() }

        #expect(!board.add(slice), "the partition has been given up")
        #expect(board.outstanding == 1)
        board.open([slice.partition])
        #expect(!board.add(slice), "its task still runs")
        #expect(board.outstanding == 2)

        board.finished(first.slice)
        let second = try #require(board.next(slice.partition)?.work)
        await closed
        #expect(!second.closing.isSet)
        board.finished(second.slice)
        #expect(board.next(slice.partition)?.work == nil)
        #expect(board.outstanding == 0)
    }

    @Test func afterAFailureNothingMoreIsTakenUntilThePartitionIsAssignedAgain() async throws {
        board.open([slice.partition])
        #expect(board.add(slice))
        let work = try #require(board.next(slice.partition)?.work)
        #expect(!board.add(slice))
        board.fail(slice.partition)
        board.finished(work.slice)
        #expect(board.outstanding == 0)
        #expect(!board.add(slice))
        #expect(board.outstanding == 0)
        await board.close([slice.partition])
        board.open([slice.partition])
        #expect(board.add(slice))
    }

    @Test func recordsOfAPartitionThatIsNotAssignedAreDropped() {
        #expect(!board.add(slice))
        #expect(board.outstanding == 0)
    }
}
