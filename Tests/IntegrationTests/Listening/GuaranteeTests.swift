// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// The cases in which the Python driver loses notifications, repeated against this listener: what was sent, handled and
/// lost. `Scripts/guarantees` prints them as a table.
@Suite(.timeLimit(.minutes(3)), .needsRealKafka) struct GuaranteeTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("guarantee")
    let pool = uniqueGroup("guarantee")

    init() throws {
        broker = try .any()
    }

    @Test("D1: crash: a process dies in its first handler")
    func crash() async throws {
        try await produce(0..<100)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [bootstrap = broker.bootstrap as String, topic = topic as String, pool = pool as String] in
            try await ListenerBroker(bootstrap: bootstrap, cluster: nil).dieInTheFirstHandler(topic: topic, pool: pool)
        }
        try await handleAll("D1", "crash in the first handler", sent: 0..<100)
    }

    @Test("D2: malformed: bad records among good ones")
    func malformed() async throws {
        let bad: [[UInt8]?] = [Array("not JSON".utf8), nil, Array("{}[".utf8), [0xFF]]
        try await broker.produce(
            (0..<100).flatMap { number in
                let good = record(recordValue(number: number))
                return number % 25 == 24 ? [record(bad[number / 25]), good] : [good]
            })
        try await handleAll("D2", "4 bad records among 100", sent: 0..<100)
    }

    @Test("D3: backpressure: slow handlers and a backlog, and a stop in the midst of it")
    func backpressure() async throws {
        try await produce(0..<5000)
        var options = ListenerOptions()
        options.maximumOutstanding = 500
        let handled = Collected<Int>()
        let most = Lock(0)
        let listener = try listener(handled, options: options) { board in
            most.withLock { [count = board.outstanding] in $0 = max($0, count) }
            if handled.count % 50 == 0 { try await Task.sleep(for: .milliseconds(1)) }
        }
        try await listener.whileRunning { try await handled.waitForCount(700) }
        // One batch may come on top of what is allowed.
        #expect(most.withLock { $0 } <= 500 + 500)
        try await handleAll(
            "D3", "backpressure: 5000 waiting, at most 500 read ahead, stopped", sent: 0..<5000, handled)
    }

    @Test("D9: backlog: what is waiting when a listener starts")
    func backlog() async throws {
        try await produce(0..<10)
        let handled = Collected<Int>()
        try await listener(handled).whileRunning { try await handled.waitForCount(10) }
        try await produce(10..<20)
        try await handleAll("D9, D14", "backlog at the first start and at the second", sent: 0..<20, handled)
    }

    @Test("D10: stop: what was read and not handled")
    func stop() async throws {
        try await produce(0..<500)
        let handled = Collected<Int>()
        let first = try listener(handled)
        try await first.whileRunning {
            try await handled.waitForCount(20)
            #expect(await first.shutdown())
        }
        try await handleAll("D10", "stop while records wait", sent: 0..<500, handled)
    }

    @Test("D11, D34: rebalance: a second listener joins and leaves while records are sent")
    func rebalance() async throws {
        let handled = Collected<Int>()
        let total = 3000
        let first = try listener(handled)
        try await first.whileRunning {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let notifier = try Notifier(transport: broker.transport(), topics: [topic])
                    for number in 0..<total {
                        try await notifier.info("test.number", payload: JSONValue(number))
                        if number % 2 == 0 { try await Task.sleep(for: .milliseconds(1)) }
                    }
                }
                for round in 1...2 {
                    let assigned = Collected<Int>()
                    var options = ListenerOptions()
                    options.onAssignment = { assigned.append($0.count) }
                    let second = try listener(handled, options: options)
                    try await second.whileRunning {
                        try await assigned.wait { ($0.last ?? 0) > 0 }
                        try await handled.waitForCount(200 * round)
                    }
                }
                try await group.waitForAll()
            }
            try await handled.wait { Set($0).count == total }
        }
        report("D11, D34", "rebalance: a member joins and leaves twice", sent: total, handled.elements)
    }

    @Test("D15: requeue: handlers that throw now and then")
    func requeue() async throws {
        try await produce(0..<100)
        let handled = Collected<Int>()
        let failed = Lock<Set<Int>>([])
        var options = ListenerOptions()
        options.backoff = .milliseconds(1)
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { notification in
                let number = notification.number
                if number % 10 == 3, failed.withLock({ $0.insert(number).inserted }) { throw CancellationError() }
                handled.append(number)
                return .handled
            }
        }
        try await listener.whileRunning { try await handled.wait { Set($0).count == 100 } }
        #expect(handled.elements == Array(0..<100))
        report("D15", "10 of 100 handlers throw once", sent: 100, handled.elements)
    }

    @Test("D35: absent topics: a listener starts before its topics are there")
    func absentTopics() async throws {
        let handled = Collected<Int>()
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool
        ) {
            On { notification in
                handled.append(notification.number)
                return .handled
            }
        }
        try await listener.whileRunning {
            let notifier = try Notifier(transport: broker.transport(), topics: [topic])
            for number in 0..<140 {
                let priority = NotificationPriority.allCases[number % 7]
                try await notifier.notify(priority, "test.number", payload: JSONValue(number))
            }
            try await handled.wait { Set($0).count == 140 }
        }
        report("D35", "listener before its 7 topics", sent: 140, handled.elements)
    }

    /// Lets a listener handle what is left, and reports.
    private func handleAll(
        _ defect: String, _ what: String, sent: Range<Int>, _ handled: Collected<Int> = Collected()
    ) async throws {
        let numbers = Set(sent)
        try await listener(handled).whileRunning { try await handled.wait { Set($0) == numbers } }
        report(defect, what, sent: sent.count, handled.elements)
    }

    private func report(_ defect: String, _ what: String, sent: Int, _ handled: [Int]) {
        let different = Set(handled).count
        print("guarantee|\(defect)|\(what)|\(sent)|\(different)|\(handled.count - different)|\(sent - different)")
        #expect(different == sent)
    }

    private func listener(
        _ handled: Collected<Int>, options: ListenerOptions = ListenerOptions(),
        _ body: @escaping @Sendable (LaneBoard) async throws -> Void = { _ in }
    ) throws -> NotificationListener {
        let board = Lock<LaneBoard?>(nil)
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { notification in
                if let board = board.withLock({ $0 }) { try await body(board) }
                handled.append(notification.number)
                return .handled
            }
        }
        board.withLock { $0 = listener.board }
        return listener
    }

    private func produce(_ numbers: Range<Int>) async throws {
        try await broker.produce(numbers.map { record(recordValue(number: $0)) })
    }

    private func record(_ value: [UInt8]?) -> ProducerRecord {
        ProducerRecord(topic: "\(topic).info", value: value, partition: 0)
    }
}
