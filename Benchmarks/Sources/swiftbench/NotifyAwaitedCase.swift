// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchMeasure
import OsloNotifications

/// Tasks that each await notifications of 400 bytes, made and encoded for each send, one by one or several in a send. A
/// latency is that of a send, taken in the task.
struct NotifyAwaitedCase {
    private static let eventType = "compute.instance.update"
    private static let size = 400

    private let options: Options
    private let tasks: Int
    private let notificationsPerSend: Int
    private let transport: NotificationTransport
    private let notifier: Notifier
    private let payload: JSONValue = [
        "instance_id": "9f1d6a0e-3c57-4a0b-8b1e-52f0c7f3a1d4", "state": "active", "host": "compute-17",
    ]
    private let latencies = Latencies()

    init(_ options: Options, tasks: Int, notificationsPerSend: Int = 1) throws {
        self.options = options
        self.tasks = tasks
        self.notificationsPerSend = notificationsPerSend
        transport = try NotificationTransport(configuration: options.transport)
        notifier = try Notifier(
            transport: transport, publisherID: "compute.compute-17", topics: [options.notificationTopic])
        try WireCase.checkSize(message(), Self.size)
    }

    func run() async throws {
        try await sendAll(options.warmup)
        latencies.clear()
        let measurement = Measurement()
        try await sendAll(options.count)
        measurement.print(count: options.count, latencies: latencies)
        await transport.close()
    }

    private func sendAll(_ count: Int) async throws {
        try await withThrowingTaskGroup { group in
            for task in 0..<tasks {
                let share = count * (task + 1) / tasks - count * task / tasks
                group.addTask {
                    if notificationsPerSend == 1 {
                        try await send(share)
                    } else {
                        try await sendBatches(share)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func send(_ count: Int) async throws {
        for _ in 0..<count {
            let began = now_ns()
            try await notifier.info(Self.eventType, payload: payload)
            latencies.add(since: began)
        }
    }

    private func sendBatches(_ count: Int) async throws {
        for start in stride(from: 0, to: count, by: notificationsPerSend) {
            let began = now_ns()
            let messages = (start..<min(count, start + notificationsPerSend)).map { _ in message() }
            for result in try await notifier.send(contentsOf: messages) { _ = try result.get() }
            latencies.add(since: began)
        }
    }

    private func message() -> OutgoingMessage {
        let header = MessageHeader(publisherID: notifier.publisherID, eventType: Self.eventType)
        return OutgoingMessage(header: header, payload: payload)
    }
}
