// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// What a health check says of a transport that only listens.
@Suite(.timeLimit(.minutes(1))) struct ListenerHealthTests {
    let topic = uniqueTopic("health")

    private func listener(
        _ transport: NotificationTransport, _ options: ListenerOptions = ListenerOptions(),
        _ handle: @escaping @Sendable () throws -> NotificationResult = { .handled }
    ) throws -> NotificationListener {
        try NotificationListener(
            transport: transport, targets: [NotificationTarget(stringLiteral: topic)], pool: "g", options: options
        ) {
            On(.info) { _ in try handle() }
        }
    }

    /// Looks again and again until something is true.
    private func wait(
        _ transport: NotificationTransport, stalledAfter limit: Duration = .seconds(10),
        until isTrue: (TransportHealth) -> Bool
    ) async throws -> TransportHealth {
        while true {
            let health = transport.health(stalledAfter: limit)
            if isTrue(health) { return health }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test("D33: the health of a service that only listens follows its broker, down and up")
    func downAndUp() async throws {
        let broker = try ListenerBroker.embedded()
        let cluster = try #require(broker.cluster)
        try cluster.createTopic("\(topic).info")
        let transport = try broker.transport(["rdkafka.reconnect.backoff.max.ms": "100"])
        let listener = try listener(transport)
        #expect(transport.health().state == .unknown)
        try await listener.whileRunning {
            let joined = try await wait(transport) { $0.listeners.first?.isInGroup == true }
            #expect(joined.state == .connected)
            #expect(joined.listeners.map(\.group) == ["g"])
            #expect(joined.listeners.first?.lastRecords == nil)
            try cluster.setBroker(1, down: true)
            let down = try await wait(transport, stalledAfter: .milliseconds(300)) {
                $0.state == .stalled && $0.listeners.first?.problem != nil
            }
            #expect(!down.isHealthy)
            try cluster.setBroker(1, down: false)
            let up = try await wait(transport) { $0.listeners.first?.problem == nil }
            #expect(up.state == .connected)
        }
        #expect(transport.health().listeners.isEmpty)
        await transport.close()
    }

    @Test("D33: a listener whose broker was never there is stalled, and says why")
    func neverThere() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "kafka://127.0.0.1:1/"])
        let listener = try listener(transport)
        try await listener.whileRunning {
            let health = try await wait(transport, stalledAfter: .milliseconds(100)) {
                $0.state == .stalled && $0.listeners.first?.problem != nil
            }
            #expect(health.listeners.first?.problem?.contains("127.0.0.1:1") == true)
            #expect(health.listeners.first?.lastResponse == nil)
            #expect(transport.health(stalledAfter: .seconds(1000)).isHealthy)
        }
        await transport.close(timeout: .seconds(1))
    }

    @Test("D33: a listener that ended with an error is not healthy, until its group has another")
    func failed() async throws {
        let broker = try ListenerBroker.of(.memory)
        let transport = try broker.transport()
        var options = ListenerOptions()
        options.onFailure = .stop
        options.maximumAttempts = 1
        try await Notifier(transport: transport, topics: [topic]).info("e", payload: nil)
        let first = try listener(transport, options) { .requeue }
        let error = await #expect(throws: NotificationError.self) { try await first.run() }
        let health = transport.health()
        #expect(health.state == .failed)
        #expect(!health.isHealthy)
        #expect(health.listeners.first?.problem == error.map { "\($0)" })

        let taken = try NotificationListener(
            transport: transport, targets: [NotificationTarget(stringLiteral: topic)], pool: "g", options: options)
        #expect(transport.health().state == .connected)
        await #expect(throws: NotificationError.self) {
            for try await received in taken.notifications { received.requeue() }
        }
        #expect(transport.health().state == .failed)

        let handled = Collected<Void>()
        let second = try listener(transport) {
            handled.append(())
            return .handled
        }
        try await second.whileRunning {
            try await handled.waitForCount(1)
            let health = transport.health()
            #expect(health.state == .connected)
            #expect(health.listeners.first?.lastRecords != nil)
            await #expect(throws: NotificationError.self) { try await second.run() }
            #expect(transport.health().isHealthy)
        }
        await transport.close()
    }
}
