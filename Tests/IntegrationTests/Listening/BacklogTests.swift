// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// A backlog in each partition that alone takes all the room that there is.
@Suite(.timeLimit(.minutes(1))) struct BacklogTests {
    let topic = uniqueTopic("backlog")
    let count = 30
    let partitions: Range<Int32> = 0..<4

    /// Nothing stands still for so long: the room has to be shared.
    private var options: ListenerOptions {
        var options = ListenerOptions()
        options.maximumOutstanding = 20
        options.stallTime = .seconds(3600)
        return options
    }

    @Test(
        "D3, D4: with a backlog that takes all room, handlers of all partitions are at work at once",
        arguments: ListenerBroker.Kind.allCases)
    func handlers(_ kind: ListenerBroker.Kind) async throws {
        let broker = try await backlog(kind)
        let started = Collected<Int32>()
        let handled = Collected<(partition: Int32, number: Int)>()
        let (all, count) = (partitions, count)
        let listener = try NotificationListener(
            transport: transport(broker), targets: [NotificationTarget(topic: topic)], pool: uniqueGroup("backlog"),
            options: options
        ) {
            On(.info) { notification in
                let (partition, number) = (try #require(notification.source?.partition), notification.number)
                started.append(partition)
                // Goes on only when a handler of each partition is as far.
                try await started.wait { started in
                    all.allSatisfy { each in started.count { $0 == each } > number }
                }
                handled.append((partition, number))
                return .handled
            }
        }
        try await listener.whileRunning { try await handled.waitForCount(count * all.count) }
        for partition in all {
            #expect(handled.elements.filter { $0.partition == partition }.map(\.number) == Array(0..<count))
        }
        #expect(handled.count == count * all.count)
    }

    @Test(
        "D3, D4: with a backlog that takes all room, notifications of all partitions can be taken",
        arguments: ListenerBroker.Kind.allCases)
    func notifications(_ kind: ListenerBroker.Kind) async throws {
        let broker = try await backlog(kind)
        let listener = try NotificationListener(
            transport: transport(broker), targets: [NotificationTarget(topic: topic)], priorities: [.info],
            pool: uniqueGroup("backlog"), options: options)
        var taken: [NotificationDelivery] = []
        var seen: [Int32: [Int]] = [:]
        var iterator = listener.notifications.makeAsyncIterator()
        while seen.values.reduce(0, { $0 + $1.count }) < count * partitions.count {
            let delivery = try #require(try await iterator.next())
            let source = try #require(delivery.notification.source)
            seen[source.partition, default: []].append(delivery.notification.number)
            taken.append(delivery)
            if taken.count == partitions.count {
                for delivery in taken { delivery.acknowledge() }
                taken = []
            }
            // Goes on only when something of each partition is there, of which there is more to come.
            try await waitForAll(partitions.filter { seen[$0, default: []].count < count }, listener)
        }
        for partition in partitions { #expect(seen[partition] == Array(0..<count)) }
        await listener.shutdown()
    }

    private func waitForAll(_ partitions: [Int32], _ listener: NotificationListener) async throws {
        let all = partitions.map { TopicPartition(topic: "\(topic).info", partition: $0) }
        while true {
            let pending = listener.currentBoard.board?.pending ?? [:]
            if all.allSatisfy({ pending[$0, default: 0] > 0 }) { return }
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    private func backlog(_ kind: ListenerBroker.Kind) async throws -> ListenerBroker {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce(
            partitions.flatMap { partition in
                (0..<count).map {
                    ProducerRecord(topic: "\(topic).info", value: recordValue(number: $0), partition: partition)
                }
            })
        return broker
    }

    private func transport(_ broker: ListenerBroker) throws -> NotificationTransport {
        try broker.transport([
            "oslo_messaging_kafka.max_poll_records": "5",
            // A seek waits for the fetch that is under way.
            "rdkafka.fetch.wait.max.ms": "10",
        ])
    }
}
