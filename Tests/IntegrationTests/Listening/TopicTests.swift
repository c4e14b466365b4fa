// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// Topics that are not there, come later, or go.
@Suite(.timeLimit(.minutes(2))) struct TopicTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("topics")
    let logs = Collected<KafkaLogEvent>()

    init() throws {
        broker = try .any()
    }

    private var kafkaTopic: String { "\(topic).info" }

    @Test(
        "D35: topics are made with partitions and retention on request, and stay as they are when they are there",
        .needsRealKafka)
    func creation() async throws {
        let transport = try broker.transport()
        let creation = TopicCreation(
            partitions: 3, replicationFactor: 1, retention: .seconds(3600))
        let targets = [NotificationTarget(topic: topic)]
        let made = try await transport.createTopics(targets: targets, priorities: [.info, .error], creation)
        #expect(
            made == ["\(topic).info", "\(topic).error", "\(topic).info.dead", "\(topic).error.dead"])
        let again = try await transport.createTopics(targets: targets, priorities: [.info, .audit])
        #expect(again == ["\(topic).audit", "\(topic).audit.dead"])

        let admin = try KafkaAdmin(configuration: KafkaConfiguration(["bootstrap.servers": broker.bootstrap]))
        let descriptions = try await admin.describeTopics([kafkaTopic])
        #expect(try descriptions[kafkaTopic]?.get().partitions.count == 3)
        let configs = try await admin.describeConfigs([.topic(kafkaTopic)])
        #expect(try configs[.topic(kafkaTopic)]?.get()["retention.ms"]?.value == "3600000")
        await admin.shutdown()
        await transport.close()
    }

    @Test("D35: a listener makes its topics where it is told to", .needsRealKafka)
    func creationByAListener() async throws {
        var options = ListenerOptions()
        options.topicCreation = TopicCreation(partitions: 2)
        let received = Collected<Int>()
        let assigned = Collected<Int>()
        options.onAssignment = { assigned.append($0.count) }
        let listener = try listener(options, received, ["rdkafka.allow.auto.create.topics": "false"])
        try await listener.whileRunning {
            try await assigned.wait { $0.last == 2 }
            try await broker.produce([record(1)])
            try await received.waitForCount(1)
        }
    }

    @Test(
        "D2: dead-letter topics that nobody makes are told when a listener begins, not by its first bad record",
        .needsRealKafka)
    func deadLetterTopics() async throws {
        try await PrivateKafka.withBroker(settings: ["auto.create.topics.enable=false"]) { kafka in
            let broker = ListenerBroker(bootstrap: kafka.bootstrap, cluster: nil)
            let transport = try broker.transport(logs: logs)
            let targets = [NotificationTarget(topic: topic)]
            let errors = Collected<NotificationError>()
            func run(_ change: (inout ListenerOptions) -> Void, until isOver: () async throws -> Void) async throws {
                var options = ListenerOptions()
                options.onError = { errors.append($0) }
                change(&options)
                let listener = try NotificationListener(
                    transport: transport, targets: targets, pool: "g", options: options
                ) { On(.info) { _ in .handled } }
                try await listener.whileRunning { try await isOver() }
            }
            _ = try await transport.createTopics(
                targets: targets, priorities: [.info], TopicCreation(partitions: 1, includesDeadLetters: false))
            try await run { _ in
            } until: {
                let error = try #require(try await errors.waitForCount(1).first)
                #expect(error.code == .deliveryFailed)
                #expect(error.message.contains("\(kafkaTopic).dead: there is no such topic"))
            }
            let assigned = Collected<Int>()
            try await run {
                $0.topicCreation = TopicCreation(partitions: 1)
                $0.onAssignment = { assigned.append($0.count) }
            } until: {
                try await assigned.wait { $0.last == 1 }
            }
            #expect(logs.elements.contains { $0.message == "made \(kafkaTopic).dead" })
            #expect(errors.count == 1)
            await transport.close()
        }
    }

    @Test(
        "D35: a topic that is not there is told once, noticed when it comes, and when it is made again", .needsRealKafka
    )
    func comingAndGoing() async throws {
        let received = Collected<Int>()
        let assigned = Collected<Int>()
        var options = ListenerOptions()
        options.onAssignment = { assigned.append($0.count) }
        let listener = try listener(
            options, received,
            ["rdkafka.allow.auto.create.topics": "false", "rdkafka.topic.metadata.refresh.interval.ms": "200"])
        let admin = try KafkaAdmin(configuration: KafkaConfiguration(["bootstrap.servers": broker.bootstrap]))
        try await listener.whileRunning {
            try await waitForAbsence(1)
            for number in [1, 2] {
                try await admin.createTopic(NewTopic(kafkaTopic, partitions: 1, replicationFactor: 1))
                try await assigned.wait { $0.count { $0 > 0 } == number }
                // It was looked for many times by then.
                #expect(absences == number)
                try await broker.produce([record(number)])
                try await received.wait { $0.contains(number) }
                _ = try await admin.deleteTopics([kafkaTopic])
                // Made again before that is noticed, it would be the same topic to the listener.
                try await waitForAbsence(number + 1)
                try await assigned.wait { $0.last == 0 }
            }
        }
        await admin.shutdown()
    }

    @Test("D35: a broker that makes no topics is a clear error of the send")
    func embeddedForbidden() async throws {
        let broker = try ListenerBroker.embedded()
        let unknownTopicOrPartition: Int32 = 3
        try #require(broker.cluster).setTopic(
            kafkaTopic, error: KafkaError.ResponseCode(rawValue: unknownTopicOrPartition))
        let transport = try broker.transport(["rdkafka.topic.metadata.propagation.max.ms": "100"])
        let notifier = try Notifier(transport: transport, topics: [topic])
        let error = await #expect(throws: NotificationError.self) { try await notifier.info("test", payload: 1) }
        #expect(error?.code == .deliveryFailed)
        #expect(error?.message.contains("is not there, and the broker does not make it") == true)
        await transport.close(timeout: .zero)
    }

    private var absences: Int { absences(logs.elements) }

    private func absences(_ logs: [KafkaLogEvent]) -> Int {
        logs.count { $0.message.contains("\(kafkaTopic) is not there; it is read as soon as it is") }
    }

    private func waitForAbsence(_ number: Int) async throws {
        try await logs.wait { absences($0) == number }
    }

    private func listener(
        _ options: ListenerOptions, _ received: Collected<Int>, _ configuration: [String: String]
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: broker.transport(configuration, logs: logs), targets: [NotificationTarget(topic: topic)],
            pool: uniqueGroup("topics"), options: options
        ) {
            On(.info) { notification in
                received.append(notification.number)
                return .handled
            }
        }
    }

    private func record(_ number: Int) -> ProducerRecord {
        ProducerRecord(topic: kafkaTopic, value: recordValue(number: number), partition: 0)
    }
}
