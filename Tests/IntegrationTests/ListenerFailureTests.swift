// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// Records that can't be read, and notifications that can't be handled.
@Suite(.timeLimit(.minutes(2))) struct ListenerFailureTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("failure")
    let logs = Collected<KafkaLogEvent>()

    init() throws {
        broker = try .any()
    }

    private var kafkaTopic: String { "\(topic).info" }

    @Test("D2: records that are no notifications cost only themselves, and are moved to the dead-letter topic")
    func badRecords() async throws {
        let bad: [[UInt8]?] = [
            Array("not JSON SECRET".utf8), nil, [], Array("[1, 2]".utf8), [0xFF, 0xFE],
            Array(#"{"oslo.version": "3.0", "oslo.message": "{}"}"#.utf8),
        ]
        var records: [ProducerRecord] = []
        for number in 0..<60 {
            if number % 10 == 5 {
                let headers = [RecordHeader(name: "own", text: "\(number)")]
                records.append(record(bad[number / 10], key: [UInt8(number)], headers: headers))
            }
            records.append(record(recordValue(number: number)))
        }
        try await broker.produce(records)

        let received = Collected<Int>()
        let reported = Collected<(NotificationSource, WireError)>()
        var options = ListenerOptions()
        options.undecodableHandler = { reported.append(($0, $1)) }
        let listener = try listener(options: options) { notification in
            received.append(notification.number)
            return .handled
        }
        try await listener.whileRunning { try await received.waitForCount(60) }
        #expect(received.elements == Array(0..<60))
        #expect(reported.elements.map(\.0.offset) == [5, 16, 27, 38, 49, 60])

        let dead = try await broker.consume(6, of: "\(kafkaTopic).dead")
        try #require(dead.count == 6)
        for record in dead {
            let headers = Headers(record)
            let index = try #require(headers["dead-letter-offset"].flatMap(Int.init)) / 11
            #expect(record.value == bad[index])
            #expect(record.key == [UInt8(index * 10 + 5)])
            #expect(headers["own"] == "\(index * 10 + 5)")
            #expect(headers["dead-letter-topic"] == kafkaTopic)
            #expect(headers["dead-letter-partition"] == "0")
            #expect(headers["dead-letter-attempts"] == "0")
            #expect(headers["dead-letter-reason"]?.hasPrefix("no notification: ") == true)
        }
        #expect(!logs.elements.contains { $0.message.contains("SECRET") })
    }

    @Test("D15: what a handler throws at or asks for again is tried again, in order, before what follows it")
    func triedAgain() async throws {
        try await produce(3)
        let attempts = Collected<Int>()
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        let listener = try listener(options: options) { notification in
            attempts.append(notification.number)
            switch (notification.number, attempts.elements.count { $0 == notification.number }) {
            case (0, 1...2): return .requeue
            case (1, 1...3): throw HandlerFailure()
            default: return .handled
            }
        }
        try await listener.whileRunning { try await attempts.wait { $0.last == 2 } }
        #expect(attempts.elements == [0, 0, 0, 1, 1, 1, 1, 2])
    }

    @Test("D15, D29: what no attempt can handle is moved to the dead-letter topic, and no log line has its payload")
    func givenUp() async throws {
        let payload: JSONValue = ["password": "SECRET"]
        let message: JSONValue = [
            "message_id": "1", "publisher_id": "p", "event_type": "e", "priority": "INFO", "payload": payload,
            "timestamp": "2024-02-29 12:34:56", "_context": [:],
        ]
        let value = Array("\(["oslo.version": "2.0", "oslo.message": "\(message)"] as JSONValue)".utf8)
        try await broker.produce([record(value), record(value), record(recordValue(number: 7))])

        let attempts = Collected<Int>()
        let handled = Collected<Int>()
        var options = ListenerOptions()
        options.maximumAttempts = 3
        options.backoff = .milliseconds(1)
        let listener = try listener(options: options) { notification in
            guard notification.number == 7 else {
                attempts.append(0)
                if notification.source?.offset == 0 { throw HandlerFailure() }
                return .requeue
            }
            handled.append(7)
            return .handled
        }
        try await listener.whileRunning { try await handled.waitForCount(1) }
        #expect(attempts.count == 6)

        let dead = try await broker.consume(2, of: "\(kafkaTopic).dead")
        try #require(dead.count == 2)
        for record in dead {
            let headers = Headers(record)
            let isFirst = headers["dead-letter-offset"] == "0"
            #expect(record.value == value)
            #expect(headers["dead-letter-attempts"] == "3")
            #expect(
                headers["dead-letter-reason"]
                    == (isFirst ? "an endpoint threw HandlerFailure" : "an endpoint asked for it again"))
        }
        #expect(logs.count > 0)
        #expect(!logs.elements.contains { $0.message.contains("SECRET") })
    }

    @Test("D2: a record that is too large with the dead letter's headers is moved without its value")
    func tooLargeForItsHeaders() async throws {
        let bad = Array(String(repeating: "x", count: 1900).utf8)
        try await broker.produce([
            record(bad, key: [1], headers: [RecordHeader(name: "own", text: "1")]), record(recordValue(number: 1)),
        ])
        let handled = Collected<Int>()
        let listener = try listener(["rdkafka.message.max.bytes": "2000"]) { notification in
            handled.append(notification.number)
            return .handled
        }
        try await listener.whileRunning { try await handled.waitForCount(1) }

        let dead = try await broker.consume(1, of: "\(kafkaTopic).dead")
        let record = try #require(dead.first)
        let headers = Headers(record)
        #expect(record.value == nil)
        #expect(record.key == [1])
        #expect(headers["own"] == "1")
        #expect(headers["dead-letter-value-size"] == "1900")
        #expect(headers["dead-letter-offset"] == "0")
    }

    @Test("D2: a dead-letter topic that nobody may write to ends the listener, and the record comes again")
    func embeddedForbiddenDeadLetters() async throws {
        let broker = try ListenerBroker.embedded()
        try await broker.produce([record(Array("{".utf8))])
        let (produce, topicAuthorizationFailed): (ApiKey, Int32) = (0, 29)
        try #require(broker.cluster).failRequests(
            api: produce, with: [KafkaError.ResponseCode(rawValue: topicAuthorizationFailed)])
        let listener = try NotificationListener(
            transport: broker.transport(logs: logs), targets: [NotificationTarget(topic: topic)],
            pool: uniqueGroup("forbidden")
        ) {
            On(.info) { _ in .handled }
        }
        let error = await #expect(throws: NotificationError.self) { try await listener.run() }
        #expect(error?.code == .authorizationFailed)
        #expect(error?.kafkaCode == topicAuthorizationFailed)
        #expect(error?.message.contains("\(kafkaTopic)[0]@0") == true)
        #expect(error?.message.contains("can't be moved away") == true)
    }

    @Test("D16: a topic that may not be read is told to the listener's error handler, and ends nothing")
    func embeddedForbiddenTopic() async throws {
        let broker = try ListenerBroker.embedded()
        let topicAuthorizationFailed: Int32 = 29
        try #require(broker.cluster).setTopic(
            kafkaTopic, error: KafkaError.ResponseCode(rawValue: topicAuthorizationFailed))
        let errors = Collected<NotificationError>()
        var options = ListenerOptions()
        options.onError = { errors.append($0) }
        let listener = try NotificationListener(
            transport: broker.transport(logs: logs), targets: [NotificationTarget(topic: topic)],
            pool: uniqueGroup("forbidden"), options: options
        ) {
            On(.info) { _ in .handled }
        }
        try await listener.whileRunning { try await errors.waitForCount(1) }
        #expect(errors.elements.first?.code == .authorizationFailed)
        #expect(errors.elements.first?.kafkaCode == topicAuthorizationFailed)
        #expect(errors.elements.first?.message.contains(kafkaTopic) == true)
    }

    @Test(arguments: [true, false])
    func skippedWhereThatIsThePolicy(isDecodable: Bool) async throws {
        let bad = isDecodable ? recordValue(number: -5) : Array("{".utf8)
        try await broker.produce([record(recordValue(number: 0)), record(bad), record(recordValue(number: 2))])
        let handled = Collected<Int>()
        var options = ListenerOptions()
        options.onFailure = .skip
        options.onUndecodable = .skip
        options.maximumAttempts = 1
        let listener = try listener(options: options) { notification in
            guard notification.number >= 0 else { throw HandlerFailure() }
            handled.append(notification.number)
            return .handled
        }
        try await listener.whileRunning { try await handled.waitForCount(2) }
        #expect(handled.elements == [0, 2])
        #expect(logs.elements.contains { $0.message.contains("\(kafkaTopic)[0]@1 is skipped") })
    }

    @Test func stoppedWhereThatIsThePolicyAndTheRecordComesAgain() async throws {
        try await produce(3)
        let pool = uniqueGroup("stop")
        let handled = Collected<Int>()
        var options = ListenerOptions()
        options.onFailure = .stop
        options.maximumAttempts = 1
        let first = try listener(pool: pool, options: options) { notification in
            guard notification.number != 1 else { throw HandlerFailure() }
            handled.append(notification.number)
            return .handled
        }
        let error = await #expect(throws: NotificationError.self) { try await first.run() }
        #expect(error?.code == .handlerFailed)
        #expect(error?.message.contains("\(kafkaTopic)[0]@1") == true)

        let second = try listener(pool: pool) { notification in
            handled.append(notification.number)
            return .handled
        }
        try await second.whileRunning { try await handled.waitForCount(3) }
        #expect(handled.elements == [0, 1, 2])
    }

    private func listener(
        _ configuration: [String: String] = [:], pool: String = uniqueGroup("failure"),
        options: ListenerOptions = ListenerOptions(),
        _ handler: @escaping On.Handler
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: broker.transport(configuration, logs: logs), targets: [NotificationTarget(topic: topic)],
            pool: pool, options: options
        ) {
            On(.info, handler: handler)
        }
    }

    private func produce(_ count: Int) async throws {
        try await broker.produce((0..<count).map { record(recordValue(number: $0)) })
    }

    private func record(_ value: [UInt8]?, key: [UInt8]? = nil, headers: [RecordHeader] = []) -> ProducerRecord {
        ProducerRecord(topic: kafkaTopic, key: key, value: value, headers: headers, partition: 0)
    }
}

private struct HandlerFailure: Error {}

/// The headers of a record, by name.
private struct Headers {
    private let values: [String: String]

    init(_ record: BrokerRecord) {
        let pairs = record.headers.map { ($0.name, String(decoding: $0.value ?? [], as: UTF8.self)) }
        values = Dictionary(pairs) { $1 }
    }

    subscript(name: String) -> String? { values[name] }
}
