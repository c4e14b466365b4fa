// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Synchronization

/// A listener of a new group: each record checked as a whole, its event type read, and its payload if that is wanted, its
/// offset stored after the handler.
struct ListenCase {
    private let options: Options
    private let readsPayload: Bool

    init(_ options: Options, readsPayload: Bool) {
        self.options = options
        self.readsPayload = readsPayload
    }

    func run() async throws {
        let transport = try NotificationTransport(configuration: options.transport)
        let count = HandledCount(options)
        let target = NotificationTarget(topic: try options.notificationTopic)
        // As the C program does.
        var listening = ListenerOptions()
        listening.readsHeaders = false
        let listener = try NotificationListener(
            transport: transport, targets: [target], pool: options.group, options: listening
        ) {
            On(.info) { notification in
                guard notification.eventType?.isEmpty == false else {
                    throw BenchFailure("a notification without its event type")
                }
                if readsPayload, try notification.payload.isNull {
                    throw BenchFailure("a notification without its payload")
                }
                count.increment()
                return .handled
            }
        }
        try await withThrowingTaskGroup { group in
            group.addTask { try await listener.run() }
            await count.waitForAll()
            await listener.shutdown()
            try await group.waitForAll()
        }
        await transport.close()
    }
}
