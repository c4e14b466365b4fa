// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// What closing a transport ends, and what it leaves alone, over Kafka and over memory.
@Suite(.timeLimit(.minutes(2))) struct TransportCloseTests {
    private typealias Kind = ListenerBroker.Kind

    let topic = uniqueTopic("close")

    @Test(
        "D26: a transport that is closed sends nothing any more, whoever asks, and others go on",
        arguments: Kind.allCases)
    private func sending(_ kind: Kind) async throws {
        let broker = try ListenerBroker.of(kind)
        let transport = try broker.transport()
        let notifier = try Notifier(transport: transport, topics: [topic])
        let patient = try notifier.prepare(retry: 3)
        try await notifier.info("test", payload: 0)
        try notifier.post(.info, "test", payload: 1)
        try await transport.flush(timeout: .seconds(30))
        #expect(transport.counters.delivered == 2)
        #expect(transport.health().state == .connected)
        let report = await transport.close()
        #expect(report.acknowledged == 2)
        #expect(report.failed == 0)
        #expect(report.unacknowledged == 0)
        // It ends what runs.
        await transport.run()

        let message = OutgoingMessage(header: MessageHeader(publisherID: "p", eventType: "test"), payload: 2)
        var errors: [NotificationError?] = []
        for notifier in [notifier, patient] {
            errors.append(await failure { try await notifier.info("test", payload: 2) })
            errors.append(await failure { try notifier.post(.info, "test", payload: 2) })
            errors.append(await failure { try await notifier.enqueue(message) })
            errors.append(await failure { try await notifier.send(message) })
            errors.append(await failure { try await notifier.send(contentsOf: [message]) })
        }
        errors.append(await failure { try await transport.flush(timeout: .seconds(1)) })
        #expect(errors.map { $0?.code } == Array(repeating: .closed, count: errors.count))
        #expect(transport.counters.delivered == 2)
        #expect(transport.health().state == .closed)

        let other = try broker.transport()
        try await Notifier(transport: other, topics: [topic]).info("test", payload: 3)
        #expect(try await broker.consume(3, of: "\(topic).info").count == 3)
        await other.close()
    }

    private enum Reading: CaseIterable {
        case endpoints
        case deliveries
        case batches
    }

    @Test(
        "D12, D26: closing a transport ends what reads of it by the deadline, whatever its handlers do",
        arguments: Kind.allCases, Reading.allCases)
    private func reading(_ kind: Kind, _ reading: Reading) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce([
            ProducerRecord(topic: "\(topic).info", value: recordValue(number: 0), partition: 0)
        ])
        let transport = try broker.transport()
        let pool = uniqueGroup("close")
        let gate = Gate()
        let began = Collected<Int>()
        // It doesn't hear of a cancellation.
        let hang: @Sendable (ReceivedNotification) async -> Void = { notification in
            began.append(notification.number)
            await Task.detached { try? await gate.pass() }.value
        }
        let run = try run(reading, transport, pool, hang)
        try await began.waitForCount(1)
        await transport.close(timeout: .milliseconds(50))
        // Endpoints are left behind. The others are loops of the caller's, and end when their bodies have.
        if reading != .endpoints { gate.open() }
        try await run.value
        gate.open()
        #expect(began.elements == [0])

        // What was not done comes again, in memory at once.
        if kind == .memory {
            let again = Collected<Int>()
            let next = try broker.transport()
            let listener = try NotificationListener(
                transport: next, targets: [NotificationTarget(topic: topic)], pool: pool
            ) {
                On(.info) { notification in
                    again.append(notification.number)
                    return .handled
                }
            }
            try await listener.whileRunning { try await again.waitForCount(1) }
            await next.close()
        }
    }

    private func run(
        _ reading: Reading, _ transport: NotificationTransport, _ pool: String,
        _ hang: @escaping @Sendable (ReceivedNotification) async -> Void
    ) throws -> Task<Void, any Error> {
        let targets = [NotificationTarget(topic: topic)]
        switch reading {
        case .endpoints:
            let listener = try NotificationListener(transport: transport, targets: targets, pool: pool) {
                On(.info) { notification in
                    await hang(notification)
                    return .handled
                }
            }
            return Task { try await listener.run() }
        case .deliveries:
            let listener = try NotificationListener(transport: transport, targets: targets, pool: pool)
            return Task {
                for try await delivery in listener.notifications {
                    await hang(delivery.notification)
                    delivery.acknowledge()
                }
            }
        case .batches:
            let listener = try NotificationListener(transport: transport, targets: targets, pool: pool)
            return Task {
                try await listener.runBatches(maximumCount: 1, maximumWait: .zero) { batch in
                    for notification in batch { await hang(notification) }
                    return batch.map { _ in .handled }
                }
            }
        }
    }

    private func failure<Result>(_ body: () async throws -> Result) async -> NotificationError? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? NotificationError
        }
    }
}
