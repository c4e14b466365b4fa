// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

@Suite(.timeLimit(.minutes(1))) struct HandlerTasksTests {
    @Test func `they are waited for, and the first error counts`() async throws {
        let tasks = HandlerTasks()
        for number in 0..<10 {
            tasks.start { tasks.fail(NotificationError(.handlerFailed, "\(number)")) }
        }
        await tasks.waitForEnd()
        #expect(tasks.count == 0)
        #expect(tasks.failure?.code == .handlerFailed)
        await HandlerTasks().waitForEnd()
    }

    @Test func `one that never ends is left behind`() async throws {
        let tasks = HandlerTasks()
        let gate = AsyncStream<Void>.makeStream()
        let (cancelled, ended) = (Collected<Bool>(), Collected<Void>())
        tasks.start {
            // It doesn't hear of a cancellation.
            await Task.detached { for await _ in gate.stream { break } }.value
            cancelled.append(Task.isCancelled)
            ended.append(())
        }
        tasks.cancel()
        await tasks.waitForEnd(.milliseconds(1))
        #expect(tasks.count == 1)
        tasks.leave()
        await tasks.waitForEnd()
        gate.continuation.finish()
        try await ended.waitForCount(1)
        #expect(cancelled.elements == [true])
    }

    @Test func `one that is started too late is cancelled`() async throws {
        let tasks = HandlerTasks()
        tasks.cancel()
        let cancelled = Collected<Bool>()
        tasks.start {
            try? await Task.sleep(for: .seconds(3600))
            cancelled.append(Task.isCancelled)
        }
        #expect(try await cancelled.waitForCount(1) == [true])
    }

    @Test("D12: a listener over memory ends by its deadline though a handler never returns, and says so")
    func memory() async throws {
        let logs = Collected<KafkaLogEvent>()
        let transport = try NotificationTransport(
            configuration: ["transport_url": "memory://\(uniqueTopic("left"))/"], logHandler: { logs.append($0) })
        try await Notifier(transport: transport).info("e", payload: 1)
        let gate = AsyncStream<Void>.makeStream()
        let begun = Collected<Void>()
        let listener = try NotificationListener(transport: transport, targets: ["notifications"]) {
            On(.info) { _ in
                begun.append(())
                await Task.detached { for await _ in gate.stream { break } }.value
                return .handled
            }
        }
        let run = Task { try await listener.run() }
        try await begun.waitForCount(1)
        let report = await listener.close(timeout: .milliseconds(10))
        #expect(report == ListenerCloseReport(hasLeftGroup: false, unfinished: 1))
        try await run.value
        #expect(logs.elements.contains { $0.message.hasPrefix("1 handlers have not ended") })
        gate.continuation.finish()
        await transport.close()
    }
}
