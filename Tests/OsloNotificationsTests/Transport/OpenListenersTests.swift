// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct OpenListenersTests {
    @Test("D26: a listener that goes away without being closed leaves nothing behind")
    func gone() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory://gone/"])
        for _ in 0..<10 { _ = try NotificationListener(transport: transport, targets: ["t"]) }
        let last = try NotificationListener(transport: transport, targets: ["t"])
        #expect(transport.listeners.count == 1)
        await last.shutdown()
        #expect(transport.listeners.count == 0)
    }
}
