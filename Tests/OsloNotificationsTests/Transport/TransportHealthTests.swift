// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

@Suite struct TransportHealthTests {
    @Test func `tells idle, delivering, stalled and closed apart`() {
        var observer = HealthObserver()
        let start = ContinuousClock.now
        func look(_ seconds: Int, _ delivered: Int, _ waiting: Int, closed: Bool = false) -> TransportHealth {
            observer.observe(
                TransportCounters(delivered: delivered, inFlightRecords: waiting), isClosed: closed,
                stalledAfter: .seconds(10), now: start + .seconds(seconds))
        }
        #expect(look(0, 0, 0).state == .unknown)
        #expect(look(1, 0, 3).state == .unknown)
        let stalled = look(12, 0, 3)
        #expect(stalled.state == .stalled)
        #expect(stalled.waiting == .seconds(11))
        #expect(!stalled.isHealthy)
        let working = look(13, 2, 1)
        #expect(working.state == .connected)
        #expect(working.lastDelivery == start + .seconds(13))
        #expect(look(20, 3, 0).waiting == nil)
        #expect(look(100, 3, 0).state == .connected)
        #expect(look(101, 3, 0, closed: true).state == .closed)
    }

    @Test func `a transport is asked`() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "kafka://127.0.0.1:1/"])
        try Notifier(transport: transport).post(.info, "e", payload: 1)
        _ = transport.health()
        #expect(transport.health(stalledAfter: .zero).state == .stalled)
        await transport.close(timeout: .zero)
        #expect(transport.health().state == .closed)
    }

    private final class Listening: Sendable {
        let observer = Lock(HealthObserver())
        let start = ContinuousClock.now
        let id = ObjectIdentifier(Listening.self)

        func look(
            _ seconds: Int, begun: Bool = true, joined: Bool = false, answered: Int? = nil, error: String? = nil,
            positions: [TopicPartition: Int64] = [:]
        ) -> TransportHealth {
            let signs = ListenerSigns(
                isInGroup: joined, lastResponse: answered.map { start + .seconds($0) }, connectionError: error,
                positions: positions)
            let look = ListenerLook(group: "g", id: id, start: begun ? start : nil, signs: signs)
            return observer.withLock { observer in
                observer.observe(
                    TransportCounters(), listeners: [look], isClosed: false, stalledAfter: .seconds(10),
                    now: start + .seconds(seconds))
            }
        }
    }

    @Test("D33: a health check tells how a listener's connection is, before, within and between its groups")
    func listener() {
        let listening = Listening()
        #expect(listening.look(99, begun: false).state == .unknown)
        #expect(listening.look(9, error: "refused").state == .unknown)
        let stalled = listening.look(11, error: "refused")
        #expect(stalled.state == .stalled)
        #expect(!stalled.isHealthy)
        #expect(stalled.listeners.map(\.problem) == ["refused"])
        #expect(listening.look(20, answered: 19).state == .connected)
        // The group is being handed out, which the coordinator answers at its end.
        let waiting = listening.look(200, answered: 19)
        #expect(waiting.state == .connected)
        #expect(waiting.listeners.map(\.isInGroup) == [false])
        #expect(listening.look(200, answered: 19, error: "refused").state == .stalled)
        #expect(listening.look(200, joined: true, answered: 19).state == .stalled)
        #expect(listening.look(200, joined: true, answered: 199).state == .connected)
    }

    @Test("D33: a health check tells when records last came to a listener")
    func records() {
        let listening = Listening()
        let (one, other) = (TopicPartition(topic: "t", partition: 0), TopicPartition(topic: "t", partition: 1))
        func last(_ seconds: Int, _ positions: [TopicPartition: Int64]) -> Duration? {
            listening.look(seconds, joined: true, answered: seconds, positions: positions).listeners.first?.lastRecords
                .map { $0 - listening.start }
        }
        #expect(last(1, [:]) == nil)
        #expect(last(2, [one: 5]) == .seconds(2))
        #expect(last(3, [one: 5]) == .seconds(2))
        #expect(last(4, [one: 5, other: 1]) == .seconds(4))
        #expect(last(5, [other: 1]) == .seconds(4))
        #expect(last(6, [other: 2]) == .seconds(6))
    }
}
