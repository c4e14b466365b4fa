// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

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
}
