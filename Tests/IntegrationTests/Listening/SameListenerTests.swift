// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// The same listeners over memory and over Kafka: what happens is the same.
@Suite(.timeLimit(.minutes(2))) struct SameListenerTests {
    /// What a listener's options are, and what comes of them.
    private struct Case: Sendable {
        let name: String
        var options = ListenerOptions()
        /// What its handler and its other closures are told, in order.
        let told: [String]
        /// What is in the dead-letter topic.
        let dead: [String]
        /// The offset that the group goes on with.
        let committed: Int64

        init(
            _ name: String, told: [String], dead: [String] = [], committed: Int64,
            _ change: (inout ListenerOptions) -> Void = { _ in }
        ) {
            self.name = name
            self.told = told
            self.dead = dead
            self.committed = committed
            options.maximumAttempts = 3
            options.backoff = .milliseconds(1)
            change(&options)
        }
    }

    private enum Told {
        static let begin = ["assigned 0 1 2 3", "0", "undecodable 1"]
        static let retried = ["2", "2", "2"]
        static let refused = ["3", "3", "3"]
        static let end = ["6", "assigned"]
    }

    private enum Dead {
        static let undecodable = "1 after 0"
        static let refused = "3 after 3"
    }

    private static let cases = [
        Case(
            "dead letters", told: Told.begin + Told.retried + Told.refused + Told.end,
            dead: [Dead.undecodable, Dead.refused], committed: 7),
        Case("skipping", told: Told.begin + Told.retried + Told.refused + Told.end, committed: 7) {
            $0.onFailure = .skip
            $0.onUndecodable = .skip
        },
        Case("stopping at what is no notification", told: Told.begin + ["undecodable", "assigned"], committed: 1) {
            $0.onUndecodable = .stop
        },
        Case(
            "stopping at what can't be handled",
            told: Told.begin + Told.retried + Told.refused + ["handlerFailed", "assigned"],
            dead: [Dead.undecodable], committed: 3
        ) {
            $0.onFailure = .stop
        },
        Case(
            "one attempt", told: Told.begin + ["2", "3"] + Told.end,
            dead: [Dead.undecodable, "2 after 1", "3 after 1"], committed: 7
        ) {
            $0.maximumAttempts = 1
        },
        Case(
            "at most once", told: Told.begin + Told.retried + Told.refused + Told.end,
            dead: [Dead.undecodable, Dead.refused], committed: 7
        ) {
            $0.guarantee = .atMostOnce
        },
    ]

    @Test(
        "D1, D2, D15: attempts, dead letters, what stops and what is committed are the same over memory and over Kafka",
        arguments: ListenerBroker.Kind.allCases)
    private func same(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        // Each is a group of its own, and a first assignment takes time.
        try await withThrowingDiscardingTaskGroup { group in
            for item in Self.cases { group.addTask { try await check(item, broker) } }
        }
    }

    private func check(_ item: Case, _ broker: ListenerBroker) async throws {
        let topic = uniqueTopic("same")
        let pool = uniqueGroup("same")
        try await broker.produce(
            [
                recordValue(number: 0), [0x7B], recordValue(number: 2), recordValue(number: 3),
                recordValue(number: 4, "WARN"), recordValue(number: 5, eventType: "other"), recordValue(number: 6),
            ].map { ProducerRecord(topic: "\(topic).info", value: $0, partition: 0) })
        let told = Collected<String>()
        var options = item.options
        options.undecodableHandler = { source, _ in told.append("undecodable \(source.offset)") }
        options.onAssignment = { partitions in
            let numbers = partitions.map { $0.dropFirst("\(topic).info[".count).dropLast() }
            told.append((["assigned"] + numbers).joined(separator: " "))
        }
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info, matching: .eventType("test\\.")) { notification in
                told.append("\(notification.number)")
                switch notification.number {
                case 2 where told.elements.count(where: { $0 == "2" }) < 3: throw CancellationError()
                case 3: return .requeue
                default: return .handled
                }
            }
        }
        let failure = Collected<String>()
        let run = Task {
            do {
                try await listener.run()
            } catch {
                failure.append("\((error as? NotificationError)?.code.rawValue ?? "\(error)")")
                told.append("6")
            }
        }
        try await told.wait { $0.contains("6") }
        await listener.shutdown()
        await run.value
        var all = told.elements
        // An error is told after all else.
        if let error = failure.elements.first {
            all.removeAll { $0 == "6" }
            all.insert(error, at: all.lastIndex(of: "assigned") ?? all.endIndex)
        }
        #expect(all == item.told, "\(item.name)")
        #expect(try await dead(item.dead.count, of: "\(topic).info.dead", broker) == item.dead, "\(item.name)")
        let committed = try await broker.committed(pool, TopicPartition(topic: "\(topic).info", partition: 0))
        #expect(committed == item.committed, "\(item.name)")
    }

    private func dead(_ count: Int, of topic: String, _ broker: ListenerBroker) async throws -> [String] {
        if count == 0 { return [] }
        return try await broker.consume(count, of: topic).map { record in
            let headers = record.headers.map { ($0.name, String(decoding: $0.value ?? [], as: UTF8.self)) }
            let texts = Dictionary(headers) { $1 }
            return "\(texts["dead-letter-offset"] ?? "") after \(texts["dead-letter-attempts"] ?? "")"
        }.sorted()
    }

    @Test(
        "D1: at most once: what was read is committed before it is handled, and handled to its end when it stops",
        arguments: ListenerBroker.Kind.allCases)
    private func committing(_ kind: ListenerBroker.Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        let topic = uniqueTopic("same")
        let pool = uniqueGroup("same")
        let place = TopicPartition(topic: "\(topic).info", partition: 0)
        func produce(_ numbers: Range<Int>) async throws {
            try await broker.produce(
                numbers.map { ProducerRecord(topic: place.topic, value: recordValue(number: $0), partition: 0) })
        }
        try await produce(0..<10)
        let handled = Collected<Int>()
        let committed = Collected<Int64?>()
        let isEnding = Gate()
        var options = ListenerOptions()
        options.guarantee = .atMostOnce
        options.onAssignment = { if $0.isEmpty { isEnding.open() } }
        let first = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { notification in
                handled.append(notification.number)
                if notification.number == 0 {
                    committed.append(try? await broker.committed(pool, place))
                    try? await isEnding.pass()
                }
                return .handled
            }
        }
        try await first.whileRunning {
            try await committed.waitForCount(1)
            #expect(await first.shutdown())
        }
        let before = try #require(committed.elements.first.flatMap { $0 })
        #expect(handled.elements == Array(0..<Int(before)))
        #expect(!handled.elements.isEmpty)

        options.onAssignment = nil
        try await produce(10..<11)
        let second = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { notification in
                handled.append(notification.number)
                return .handled
            }
        }
        try await second.whileRunning { try await handled.wait { $0.contains(10) } }
        #expect(handled.elements == Array(0...10))
    }
}

extension ListenerBroker {
    /// What a group goes on with; nil when it has committed nothing.
    func committed(_ group: String, _ place: TopicPartition) async throws -> Int64? {
        if let memory { return memory.committed(group, [place])[place] }
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration(["bootstrap.servers": bootstrap, "group.id": group]))
        let offset = try await consumer.committed([place])[place]?.get()?.offset
        await consumer.shutdown()
        return offset
    }
}
