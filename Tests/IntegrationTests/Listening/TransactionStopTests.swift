// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// The end of a listener whose handler, in a transaction, does not end.
@Suite(.timeLimit(.minutes(2))) struct TransactionStopTests {
    let topic = uniqueTopic("stopped")
    let pool = uniqueGroup("stopped")

    private enum End: CaseIterable {
        case listener
        case transport
    }

    @Test(
        "D12: a handler in a transaction that doesn't end is left behind at the deadline, which is told and undone",
        arguments: ListenerBroker.Kind.allCases, End.allCases)
    private func leftBehind(_ kind: ListenerBroker.Kind, _ end: End) async throws {
        let broker = try ListenerBroker.of(kind)
        try await broker.produce([record(0), record(1)])
        let (started, ended) = (Collected<Int>(), Collected<NotificationError?>())
        let gate = Gate()
        let logs = Collected<KafkaLogEvent>()
        let transport = try broker.transport(["oslo_messaging_kafka.max_poll_records": "2"], logs: logs)
        let listener = try listener(transport, pool)
        let run = Task {
            try await listener.runTransactions(transactionalID: pool, topics: ["\(topic).made"]) {
                notification, notifier in
                try await notifier.info("made", payload: JSONValue(notification.number))
                started.append(notification.number)
                // It doesn't hear of a cancellation.
                await Task.detached { try? await gate.pass() }.value
                do {
                    try await notifier.info("late", payload: 2)
                    ended.append(nil)
                } catch {
                    ended.append(error as? NotificationError)
                }
            }
        }
        try await started.waitForCount(1)
        switch end {
        case .listener:
            let report = await listener.close(timeout: .milliseconds(100))
            #expect(!report.hasLeftGroup)
            #expect((1...2).contains(report.unfinished))
        case .transport: await transport.close(timeout: .milliseconds(100))
        }
        // It has ended though its handler has not.
        try await run.value
        #expect(started.elements == [0])
        #expect(logs.elements.contains { $0.message.contains("notifications of a transaction that has not ended") })

        // The embedded broker knows no aborted records.
        if ListenerBroker.Kind.complete.contains(kind) { try await handleAgain(broker, kind) }
        gate.open()
        // What it sends now is in no transaction, and is refused.
        let late = try await ended.waitForCount(1)
        #expect(late.first.flatMap { $0 } != nil)
        if ListenerBroker.Kind.complete.contains(kind) {
            var made: [Int] = []
            let reader = try broker.transport()
            try await reader.replay(targets: [NotificationTarget(topic: "\(topic).made")], priorities: [.info]) {
                made.append($0.number)
            }
            #expect(made == [10, 11])
            await reader.close()
        }
        await transport.close()
    }

    /// The notifications come again, and what is made of them is seen.
    private func handleAgain(_ broker: ListenerBroker, _ kind: ListenerBroker.Kind) async throws {
        let transport = try broker.transport()
        // In memory in the same group; Kafka gives them to it when the session has timed out.
        let listener = try listener(transport, kind == .memory ? pool : uniqueGroup("stopped"))
        let handled = Collected<Int>()
        try await whileRunning(
            { [topic, pool] in
                try await listener.runTransactions(transactionalID: pool, topics: ["\(topic).made"]) {
                    notification, notifier in
                    try await notifier.info("made", payload: JSONValue(notification.number + 10))
                    handled.append(notification.number)
                }
            }, endedBy: { await listener.shutdown() }, { _ = try await handled.waitForCount(2) })
        #expect(handled.elements == [0, 1])
        await transport.close()
    }

    private func listener(_ transport: NotificationTransport, _ pool: String) throws -> NotificationListener {
        try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], priorities: [.info], pool: pool)
    }

    private func record(_ number: Int) -> ProducerRecord {
        ProducerRecord(topic: "\(topic).info", value: recordValue(number: number), partition: 0)
    }
}
