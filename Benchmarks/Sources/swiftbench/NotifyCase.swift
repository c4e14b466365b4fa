// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchNotification
import OsloNotifications
import Rdkafka

/// Whole notifications: id and timestamp made, payload encoded, sent, acknowledged. Unawaited, as the C loop that sends
/// bytes that are ready.
struct NotifyCase {
    private let options: Options
    private let transport: NotificationTransport
    private let notifier: Notifier
    private let payload: JSONValue

    init(_ options: Options) throws {
        self.options = options
        transport = try NotificationTransport(configuration: options.transport)
        notifier = try Notifier(
            transport: transport, publisherID: "compute.compute-17", topics: [options.notificationTopic])
        payload = try JSONValue(parsing: String(cString: bench_payload()))
        // The C loop sends the same notification.
        try WireCase.checkSize(message(), RecordValue.notificationSize)
    }

    func run() async throws {
        try await send(options.warmup)
        let measurement = Measurement()
        try await send(options.count)
        measurement.print(count: options.count)
        await transport.close()
    }

    private func send(_ count: Int) async throws {
        let before = transport.counters.delivered
        for _ in 0..<count { try await notifier.enqueue(message()) }
        try await transport.flush(timeout: .seconds(60))
        let delivered = transport.counters.delivered - before
        guard delivered == count else { throw BenchFailure("\(delivered) of \(count) notifications were acknowledged") }
    }

    private func message() -> OutgoingMessage {
        let header = MessageHeader(publisherID: notifier.publisherID, eventType: "compute.instance.create.end")
        return OutgoingMessage(header: header, payload: payload)
    }
}
