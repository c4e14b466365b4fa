// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// Transactions that come to nothing, on a broker that does as it is told.
@Suite(.timeLimit(.minutes(2))) struct EmbeddedTransactionTests {
    let topic = uniqueTopic("transactions")

    @Test(
        "D2: a dead letter that can't be written in its transaction is given up after its time, as the policy says",
        arguments: [true, false])
    func deadLetters(isSkipped: Bool) async throws {
        let broker = try await ListenerBroker.embeddedWithoutDeadLetters(of: "\(topic).info")
        let (errors, undecodable) = (Collected<NotificationError>(), Collected<NotificationSource>())
        let handled = Collected<Int>()
        var options = ListenerOptions()
        options.deadLetterTimeout = .milliseconds(300)
        options.backoff = .milliseconds(10)
        options.onDeadLetterFailure = isSkipped ? .skip : .stop
        options.onError = { errors.append($0) }
        options.undecodableHandler = { source, _ in undecodable.append(source) }
        let listener = try NotificationListener(
            transport: broker.transport(), targets: [NotificationTarget(topic: topic)], priorities: [.info],
            pool: topic, options: options)
        let run: @Sendable () async throws -> Void = { [topic] in
            try await listener.runTransactions(transactionalID: topic) { notification, _ in
                handled.append(notification.number)
            }
        }
        if isSkipped {
            try await whileRunning(
                run, endedBy: { await listener.shutdown() }, { _ = try await handled.waitForCount(1) })
            #expect(errors.elements.contains { $0.message.contains("\(topic).info.dead") })
        } else {
            let error = await #expect(throws: NotificationError.self) { try await run() }
            #expect(error?.message.contains("\(topic).info[0]@0") == true)
            #expect(error?.message.contains("\(topic).info.dead") == true)
            #expect(handled.count == 0)
        }
        #expect(undecodable.count == 1)
    }
}
