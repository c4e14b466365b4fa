// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

@Suite(.timeLimit(.minutes(1))) struct MemoryTransportTests {
    private static let schemes = ["memory", "fake", "test"]

    private func transport(_ scheme: String = "memory", _ name: String = uniqueTopic("test")) throws
        -> NotificationTransport
    {
        try NotificationTransport(configuration: ["transport_url": "\(scheme)://\(name)/"])
    }

    @Test(arguments: schemes)
    func `a listener gets what was sent before it began, in order`(_ scheme: String) async throws {
        let name = uniqueTopic("test")
        let sender = try transport(scheme, name)
        let notifier = Notifier(transport: sender, publisherID: "p")
        for number in 0..<20 { try await notifier.info("e", payload: JSONValue(number)) }
        let receiver = try transport(scheme, name)
        let seen = Collected<Int>()
        let listener = try NotificationListener(transport: receiver, targets: ["notifications"]) {
            On(.info) { notification in
                if let number = try notification.payload.intValue { seen.append(number) }
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        for number in 20..<40 { try notifier.post(.info, "e", payload: JSONValue(number)) }
        try await seen.waitForCount(40)
        #expect(seen.elements == Array(0..<40))
        #expect(await listener.shutdown())
        try await run.value
        await sender.close()
        await receiver.close()
    }

    @Test func `the broker of a URL is that of its host's name`() async throws {
        let name = uniqueTopic("test")
        let broker = MemoryBroker.shared(name, partitions: 3)
        let transport = try transport("memory", name)
        for _ in 0..<3 { try await Notifier(transport: transport).info("e", payload: 1) }
        #expect(Set(broker.records(of: "notifications.info").map(\.partition)) == [0, 1, 2])
        let other = try NotificationTransport(configuration: ["transport_url": "memory://\(name):1/"])
        try await Notifier(transport: other).info("e", payload: 1)
        #expect(MemoryBroker.shared("\(name):1").records(of: "notifications.info").count == 1)
        await transport.close()
        await other.close()
    }

    @Test func `listeners of a pool share, another pool gets all, a requeue comes again`() async throws {
        let transport = try transport()
        let notifier = Notifier(transport: transport)
        let first = Collected<Int>()
        let second = Collected<Int>()
        let attempts = Collected<Int>()
        var options = ListenerOptions()
        options.backoff = .zero
        func listener(_ pool: String, _ seen: Collected<Int>) throws -> NotificationListener {
            try NotificationListener(transport: transport, targets: ["notifications"], pool: pool, options: options) {
                On(.info) { notification in
                    let number = try notification.payload.intValue ?? -1
                    if pool == "b", number == 3 {
                        attempts.append(number)
                        if attempts.elements.count < 3 { return .requeue }
                    }
                    seen.append(number)
                    return .handled
                }
            }
        }
        let listeners = try [listener("a", first), listener("a", first), listener("b", second)]
        let runs = listeners.map { listener in Task { try await listener.run() } }
        for number in 0..<50 { try notifier.post(.info, "e", payload: JSONValue(number)) }
        try await first.waitForCount(50)
        try await second.waitForCount(50)
        #expect(first.elements == Array(0..<50))
        #expect(second.elements == Array(0..<50))
        #expect(attempts.elements.count == 3)
        await transport.close()
        for run in runs { try await run.value }
    }

    @Test func `what can't be handled goes to the dead-letter topic, and a listener that stops gives it back`()
        async throws
    {
        let transport = try transport()
        let broker = try transport.memory
        let notifier = Notifier(transport: transport)
        var options = ListenerOptions()
        options.maximumAttempts = 2
        options.backoff = .zero
        let seen = Collected<Int>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"], options: options) {
            On(.info) { notification in
                let number = try notification.payload.intValue ?? -1
                if number == 1 { throw NotificationError(.kafka, "no") }
                seen.append(number)
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        for number in 0..<3 { try notifier.post(.info, "e", payload: JSONValue(number)) }
        try await seen.waitForCount(2)
        #expect(seen.elements == [0, 2])
        let dead = try #require(broker.records(of: "notifications.info.dead").first)
        #expect(dead.headers.map(\.name).contains("dead-letter-attempts"))
        await listener.shutdown()
        try await run.value

        options.onFailure = .stop
        try notifier.post(.info, "e", payload: 1)
        let stopping = try NotificationListener(transport: transport, targets: ["notifications"], options: options) {
            On(.info) { _ in throw NotificationError(.kafka, "no") }
        }
        let error = await #expect(throws: NotificationError.self) { try await stopping.run() }
        #expect(error?.code == .handlerFailed)
        #expect(broker.lag("oslo_messaging_consumer", ["notifications.info"]).values.reduce(0, +) == 1)
        await transport.close()
    }

    @Test func `a new group can begin at the end, and cancelling ends a listener`() async throws {
        let transport = try transport()
        let notifier = Notifier(transport: transport)
        try await notifier.info("e", payload: 0)
        var options = ListenerOptions()
        options.startAt = .latest
        let seen = Collected<Int>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"], options: options) {
            On(.info) { notification in
                seen.append(try notification.payload.intValue ?? -1)
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        try await notifier.info("e", payload: 1)
        try await seen.waitForCount(1)
        #expect(seen.elements == [1])
        run.cancel()
        try await run.value
        await transport.close()
    }

    @Test func `a listener that is shut down while a handler runs waits for it, but not for ever`() async throws {
        let transport = try transport()
        let began = Collected<Int>()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"]) {
            On(.info) { _ in
                began.append(1)
                for await _ in gate { break }
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        try Notifier(transport: transport).post(.info, "e", payload: 1)
        try await began.waitForCount(1)
        #expect(await !listener.shutdown(timeout: .zero))
        open.finish()
        try await run.value
        // Whoever asks again is told of the same end.
        #expect(await !listener.shutdown(timeout: .zero))
        await transport.close()
    }
}
