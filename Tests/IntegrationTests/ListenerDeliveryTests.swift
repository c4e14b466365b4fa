// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// What a listener gets, and that it gets all of it.
@Suite(.timeLimit(.minutes(2))) struct ListenerDeliveryTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("listener")
    let pool = uniqueGroup("listener")

    init() throws {
        broker = try .any()
    }

    @Test("D1: a process that dies while it handles a notification loses none: all come again")
    func dyingInAHandler() async throws {
        try await send(0..<100)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [bootstrap = broker.bootstrap as String, topic = topic as String, pool = pool as String] in
            try await ListenerBroker(bootstrap: bootstrap, cluster: nil).dieInTheFirstHandler(topic: topic, pool: pool)
        }
        let received = Collected<Int>()
        let listener = try listener(received)
        try await listener.whileRunning {
            try await received.wait { Set($0) == Set(0..<100) }
        }
    }

    @Test("D7: with one URL both sides use its virtual host, and without it neither does")
    func virtualHost() async throws {
        let onHost = try broker.transport(virtualHost: "tenant")
        let offHost = try broker.transport()
        let receivedOnHost = Collected<Int>()
        let receivedOffHost = Collected<Int>()
        let listenerOnHost = try listener(receivedOnHost, on: onHost)
        let listenerOffHost = try listener(receivedOffHost, on: offHost)
        #expect(listenerOnHost.topics == ["\(topic).info.tenant"])
        #expect(listenerOffHost.topics == ["\(topic).info"])

        let receipt = try await Notifier(transport: onHost, topics: [topic]).info("test", payload: 1)
        #expect(receipt.deliveries.map(\.topic) == ["\(topic).info.tenant"])
        try await Notifier(transport: offHost, topics: [topic]).info("test", payload: 2)
        try await listenerOnHost.whileRunning {
            try await listenerOffHost.whileRunning {
                try await receivedOnHost.waitForCount(1)
                try await receivedOffHost.waitForCount(1)
            }
        }
        // The two are members of one group: what the second's join interrupts may come twice.
        #expect(Set(receivedOnHost.elements) == [1])
        #expect(Set(receivedOffHost.elements) == [2])
    }

    @Test("D9: a listener that finds a backlog gets it from its first notification on")
    func backlog() async throws {
        try await produce(0..<5)
        let before = Collected<Int>()
        try await listener(before).whileRunning { try await before.waitForCount(5) }
        try await produce(5..<15)
        let after = Collected<Int>()
        try await listener(after).whileRunning { try await after.waitForCount(10) }
        #expect(before.elements == Array(0..<5))
        #expect(after.elements == Array(5..<15))
    }

    @Test("D14: a new group starts with the oldest notification")
    func earliest() async throws {
        try await produce(0..<10)
        let received = Collected<Int>()
        try await listener(received).whileRunning { try await received.waitForCount(10) }
        #expect(received.elements == Array(0..<10))
    }

    @Test("D14: where a listener is to start wins over the configuration")
    func startWins() async throws {
        try await produce(0..<10)
        let received = Collected<Int>()
        var options = ListenerOptions()
        options.startAt = .earliest
        let transport = try broker.transport(["rdkafka.auto.offset.reset": "latest"])
        try await listener(received, on: transport, options: options).whileRunning {
            try await received.waitForCount(10)
        }
        #expect(received.elements == Array(0..<10))
    }

    @Test(
        "D14: a new group starts with what comes from then on, where the options or the configuration ask for it",
        arguments: [true, false])
    func latest(byOption: Bool) async throws {
        try await produce(0..<10)
        let received = Collected<Int>()
        var options = ListenerOptions()
        if byOption { options.startAt = .latest }
        let transport = try broker.transport(byOption ? [:] : ["rdkafka.auto.offset.reset": "latest"])
        try await listener(received, on: transport, options: options).whileRunning {
            let producer = try KafkaProducer(
                configuration: KafkaConfiguration(["bootstrap.servers": broker.bootstrap]))
            while received.count == 0 {
                _ = try await producer.send(record(100))
                try await Task.sleep(for: .milliseconds(5))
            }
            await producer.shutdown()
        }
        #expect(Set(received.elements) == [100])
    }

    /// The 140: twenty of each priority.
    @Test(
        "D35: a listener that starts before its topics exist gets all that is sent to them", .needsRealKafka,
        arguments: [true, false])
    func topicsThatAppearLater(mayCreateTopics: Bool) async throws {
        let received = Collected<String>()
        let transport = try broker.transport(["rdkafka.allow.auto.create.topics": "\(mayCreateTopics)"])
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], pool: pool
        ) {
            On { notification in
                received.append("\(notification.priority?.word ?? "") \(notification.number)")
                return .handled
            }
        }
        try await listener.whileRunning {
            let notifier = try Notifier(transport: broker.transport(), topics: [topic])
            var sent: Set<String> = []
            for number in 0..<20 {
                for priority in NotificationPriority.allCases {
                    try await notifier.notify(priority, "test", payload: JSONValue(number))
                    sent.insert("\(priority.word) \(number)")
                }
            }
            let all = sent
            try await received.wait { Set($0) == all }
        }
    }

    private func record(_ number: Int) -> ProducerRecord {
        ProducerRecord(topic: "\(topic).info", value: recordValue(number: number), partition: 0)
    }

    /// Into one partition, so that they have an order.
    private func produce(_ numbers: Range<Int>) async throws {
        try await broker.produce(numbers.map(record))
    }

    private func send(_ numbers: Range<Int>) async throws {
        let notifier = try Notifier(transport: broker.transport(), topics: [topic])
        for number in numbers { try await notifier.info("test", payload: JSONValue(number)) }
    }

    private func listener(
        _ received: Collected<Int>, on transport: NotificationTransport? = nil,
        options: ListenerOptions = ListenerOptions()
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: transport ?? broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool,
            options: options
        ) {
            On(.info) { notification in
                received.append(notification.number)
                return .handled
            }
        }
    }
}
