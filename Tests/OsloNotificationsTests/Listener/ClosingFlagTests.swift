// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

@Suite(.timeLimit(.minutes(1))) struct ClosingFlagTests {
    @Test(arguments: [true, false])
    func `what is done meanwhile is cancelled when it is set`(before: Bool) async throws {
        let closing = ClosingFlag()
        if before { closing.set() }
        let begun = Collected<Void>()
        async let wasCancelled = closing.cancelling {
            begun.append(())
            try? await Task.sleep(for: .seconds(3600))
            return Task.isCancelled
        }
        try await begun.waitForCount(1)
        closing.set()
        #expect(await wasCancelled)
        #expect(closing.isSet)
    }

    @Test func `its result comes when nothing happens, and the flag forgets it`() async {
        let closing = ClosingFlag()
        #expect(await closing.cancelling { Task.isCancelled } == false)
        closing.set()
    }

    @Test func `the caller's cancellation reaches it`() async throws {
        let closing = ClosingFlag()
        let begun = Collected<Void>()
        let task = Task {
            await closing.cancelling {
                begun.append(())
                try? await Task.sleep(for: .seconds(3600))
                return Task.isCancelled
            }
        }
        try await begun.waitForCount(1)
        task.cancel()
        #expect(await task.value)
        #expect(!closing.isSet)
    }

    @Test("D9: a pause before the next attempt ends when the listener does, and its record comes again")
    func pause() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory://\(uniqueTopic("pause"))/"])
        try await Notifier(transport: transport).info("e", payload: 1)
        var options = ListenerOptions()
        options.backoff = .seconds(3600)
        options.maximumBackoff = .seconds(3600)
        for _ in 0..<2 {
            let attempts = Collected<Void>()
            let listener = try NotificationListener(transport: transport, targets: ["notifications"], options: options)
            {
                On(.info) { _ in
                    attempts.append(())
                    return .requeue
                }
            }
            let run = Task { try await listener.run() }
            try await attempts.waitForCount(1)
            #expect(await listener.shutdown(timeout: .seconds(50)))
            try await run.value
        }
        await transport.close()
    }
}
