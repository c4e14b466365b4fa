// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

@testable import OsloNotifications

/// How a listener takes turns, stops and is taken over from.
@Suite(.timeLimit(.minutes(2))) struct ListenerLifeTests {
    let broker: ListenerBroker
    let topic = uniqueTopic("life")
    let pool = uniqueGroup("life")

    init() throws {
        broker = try .any()
    }

    @Test("D4: in a partition one after the other and in order, partitions beside each other")
    func order() async throws {
        try await produce(50, partitions: 0..<4)
        let handled = Collected<(partition: Int32, offset: Int64)>()
        let started = Collected<Int32>()
        let running = Lock<Set<Int32>>([])
        let listener = try listener { notification in
            let source = try #require(notification.source)
            let isAlone = running.withLock { $0.insert(source.partition).inserted }
            #expect(isAlone)
            started.append(source.partition)
            // Goes on only when a handler of each partition runs.
            try await started.wait { Set($0).count == 4 }
            handled.append((source.partition, source.offset))
            running.withLock { _ = $0.remove(source.partition) }
            return .handled
        }
        try await listener.whileRunning { try await handled.waitForCount(200) }
        for partition: Int32 in 0..<4 {
            let offsets = handled.elements.filter { $0.partition == partition }.map(\.offset)
            #expect(offsets == Array(0..<50))
        }
    }

    @Test("D3: no more is read ahead than is allowed, however slow the handlers are")
    func bounded() async throws {
        try await produce(1500, partitions: 0..<2)
        let batch = 50
        let limit = 100
        let outstanding = Collected<Int>()
        let board = Lock<LaneBoard?>(nil)
        var options = ListenerOptions()
        options.maximumOutstanding = limit
        let transport = try broker.transport(["oslo_messaging_kafka.max_poll_records": "\(batch)"])
        let listener = try listener(on: transport, options: options) { notification in
            // The first handler doesn't end before reading has come to its limit.
            while let now = board.withLock({ $0?.outstanding }) {
                outstanding.append(now)
                if now >= limit || outstanding.elements.contains(where: { $0 >= limit }) { break }
                await Task.yield()
            }
            return .handled
        }
        board.withLock { $0 = listener.board }
        try await listener.whileRunning {
            try await outstanding.wait { $0.count >= 3000 }
        }
        #expect(outstanding.elements.max().map { (limit..<(limit + batch)).contains($0) } == true)
    }

    @Test("D10: stopping finishes what is being handled, commits it, and leaves the rest to the next")
    func stopping() async throws {
        try await produce(500, partitions: 0..<1)
        let handled = Collected<Int>()
        let started = Collected<Int>()
        let revoked = Gate()
        var options = ListenerOptions()
        options.onAssignment = { if $0.isEmpty { revoked.open() } }
        let first = try listener(options: options) { notification in
            started.append(notification.number)
            // The 20th is being handled when the stop comes, until there is no doubt that it has come.
            if notification.number == 19 { try? await revoked.pass() }
            handled.append(notification.number)
            return .handled
        }
        try await first.whileRunning {
            try await started.waitForCount(20)
            #expect(await first.shutdown())
        }
        #expect(revoked.isOpen)
        #expect(handled.elements == Array(0..<20))

        let second = try listener { notification in
            handled.append(notification.number)
            return .handled
        }
        try await second.whileRunning { try await handled.waitForCount(500) }
        #expect(handled.elements == Array(0..<500))
    }

    @Test("D10: a handler that outlasts the stop harms nothing, and its notification comes again")
    func outlasting() async throws {
        try await produce(3, partitions: 0..<1)
        let started = Collected<Int>()
        let gate = Gate()
        let first = try listener { notification in
            started.append(notification.number)
            try await gate.pass()
            return .handled
        }
        try await first.whileRunning {
            try await started.waitForCount(1)
            await first.shutdown(timeout: .milliseconds(100))
            gate.open()
        }
        #expect(started.elements == [0])

        let handled = Collected<Int>()
        let second = try listener { notification in
            handled.append(notification.number)
            return .handled
        }
        try await second.whileRunning { try await handled.waitForCount(3) }
        #expect(handled.elements == [0, 1, 2])
    }

    @Test func aListenerThatIsStoppedBeforeItRunsEndsAtOnce() async throws {
        let listener = try listener { _ in .handled }
        await listener.shutdown()
        try await listener.run()
    }

    @Test("D26: closing the transport ends its listeners, properly")
    func transportClose() async throws {
        try await produce(100, partitions: 0..<1)
        let handled = Collected<Int>()
        let transport = try broker.transport()
        let first = try listener(on: transport) { notification in
            handled.append(notification.number)
            return .handled
        }
        async let end: Void = first.run()
        try await handled.waitForCount(50)
        await transport.close()
        try await end
        let again = await #expect(throws: NotificationError.self) { try await first.run() }
        #expect(again?.code == .closed)

        if handled.count < 100 {
            let second = try listener { notification in
                handled.append(notification.number)
                return .handled
            }
            try await second.whileRunning { try await handled.waitForCount(100) }
        }
        #expect(handled.elements == Array(0..<100))
    }

    @Test("D26: a handler that doesn't end takes no time from what is queued when the transport is closed")
    func transportCloseWithAHangingHandler() async throws {
        try await produce(1, partitions: 0..<1)
        let started = Collected<Int>()
        let gate = Gate()
        // So long that only a flush sends what is queued.
        let transport = try broker.transport(["rdkafka.linger.ms": "30000"])
        let listener = try listener(on: transport) { notification in
            started.append(notification.number)
            try? await gate.pass()
            return .handled
        }
        async let end: Void = listener.run()
        try await started.waitForCount(1)
        let notifier = try Notifier(transport: transport, publisherID: "p", topics: [uniqueTopic("queued")])
        // The topic is made by the first one, which may take its time.
        try notifier.post(.info, "queued", payload: 1)
        try await transport.flush(timeout: .seconds(60))
        try notifier.post(.info, "queued", payload: 2)
        let report = await transport.close(timeout: .seconds(3))
        gate.open()
        try await end
        #expect(report.acknowledged == 2)
        #expect(report.failed == 0)
    }

    @Test("D11: members come and go: nothing is lost")
    func members() async throws {
        let handled = Collected<Int>()
        let first = try counted(handled)
        let notifier = try Notifier(transport: broker.transport(), topics: [topic])
        let sent = Collected<Int>()
        let isOver = Gate()
        try await first.listener.whileRunning {
            async let sender: Void = {
                while !isOver.isOpen {
                    // Ten together, so that there is always something on its way.
                    let messages = (0..<10).map { number in
                        OutgoingMessage(
                            header: MessageHeader(publisherID: "p", eventType: "test"),
                            payload: JSONValue(sent.count * 10 + number))
                    }
                    for result in try await notifier.send(contentsOf: messages) { _ = try result.get() }
                    sent.append(sent.count)
                    try await Task.sleep(for: .milliseconds(10))
                }
            }()
            try await first.partitions.wait { $0.last == 4 }
            // The embedded broker takes half a minute for each.
            for _ in 0..<(broker.cluster == nil ? 2 : 1) {
                let second = try counted(handled)
                try await second.listener.whileRunning {
                    try await second.partitions.wait { $0.last == 2 }
                    try await first.partitions.wait { $0.last == 2 }
                    let count = handled.count
                    try await handled.waitForCount(count + 50)
                }
                try await first.partitions.wait { $0.last == 4 }
            }
            isOver.open()
            try await sender
            let count = sent.count * 10
            try await handled.wait { Set($0) == Set(0..<count) }
        }
    }

    /// The embedded broker does as it is told.
    @Test("D11: commits that the broker refuses cost no notification")
    func embeddedRefusedCommits() async throws {
        let broker = try ListenerBroker.embedded()
        let rebalanceInProgress = KafkaError.ResponseCode(rawValue: 27)
        let offsetCommit: ApiKey = 8
        try #require(broker.cluster).failRequests(
            api: offsetCommit, with: Array(repeating: rebalanceInProgress, count: 5))
        try await broker.produce(
            (0..<50).map { ProducerRecord(topic: "\(topic).info", value: recordValue(number: $0), partition: 0) })
        let handled = Collected<Int>()
        let listener = try listener(
            on: broker.transport(["rdkafka.auto.commit.interval.ms": "10"])
        ) { notification in
            handled.append(notification.number)
            try await Task.sleep(for: .milliseconds(5))
            return .handled
        }
        try await listener.whileRunning { try await handled.wait { Set($0).count == 50 } }
        #expect(Set(handled.elements) == Set(0..<50))
    }

    private func counted(
        _ handled: Collected<Int>
    ) throws -> (listener: NotificationListener, partitions: Collected<Int>) {
        let partitions = Collected<Int>()
        var options = ListenerOptions()
        options.onAssignment = { partitions.append($0.count) }
        let listener = try listener(options: options) { notification in
            try await Task.sleep(for: .milliseconds(1))
            handled.append(notification.number)
            return .handled
        }
        return (listener, partitions)
    }

    private func listener(
        on transport: NotificationTransport? = nil, options: ListenerOptions = ListenerOptions(),
        _ handler: @escaping On.Handler
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: transport ?? broker.transport(), targets: [NotificationTarget(topic: topic)], pool: pool,
            options: options
        ) {
            On(.info, handler: handler)
        }
    }

    /// So many into each partition, numbered from 0 in each.
    private func produce(_ count: Int, partitions: Range<Int32>) async throws {
        try await broker.produce(
            (0..<count).flatMap { number in
                partitions.map { partition in
                    ProducerRecord(topic: "\(topic).info", value: recordValue(number: number), partition: partition)
                }
            })
    }
}
