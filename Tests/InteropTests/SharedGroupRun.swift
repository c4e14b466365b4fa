// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// A consumer group with Swift and Python members, and what becomes of what is sent to it.
final class SharedGroupRun: Sendable {
    /// A Swift listener of the group.
    struct Member: Sendable {
        let listener: NotificationListener
        let transport: NotificationTransport
        let handled: Collected<String>
        let assignments: Collected<Int>

        /// Waits until it has so many partitions.
        func waitForPartitions(_ count: Int) async throws {
            try await assignments.wait { $0.last == count }
        }
    }

    /// The ids of notifications.
    private struct Account {
        var handled: Set<String> = []
        var fetched: Set<String> = []
        /// Sent, and not handled by any endpoint yet.
        var unhandled: Set<String> = []
        /// Sent, and neither handled nor fetched by oslo.messaging yet.
        var unaccounted: Set<String> = []

        mutating func sent(_ id: String) {
            if !handled.contains(id) { unhandled.insert(id) }
            if !handled.contains(id), !fetched.contains(id) { unaccounted.insert(id) }
        }

        mutating func handled(_ id: String) {
            handled.insert(id)
            unhandled.remove(id)
            unaccounted.remove(id)
        }

        mutating func fetched(_ id: String) {
            fetched.insert(id)
            unaccounted.remove(id)
        }
    }

    let handledByPython = Collected<String>()
    let fetchedByPython = Collected<String>()
    private let topic: String
    private let pool: String
    private let notifier: Notifier
    private let account = Lock(Account())
    /// How many were unaccounted and unhandled after each change.
    private let changes = Collected<(unaccounted: Int, unhandled: Int)>()

    init(topic: String, pool: String) throws {
        self.topic = topic
        self.pool = pool
        notifier = try Notifier(transport: Interop.transport(), publisherID: "p", topics: [topic])
    }

    /// What was sent and no endpoint got.
    var missing: Set<String> { account.withLock { $0.unhandled } }

    /// Another Swift listener for the group.
    func member() throws -> Member {
        let transport = try Interop.transport(["rdkafka.heartbeat.interval.ms": "300"])
        let handled = Collected<String>()
        let assignments = Collected<Int>()
        var options = ListenerOptions()
        options.onAssignment = { assignments.append($0.count) }
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], pool: pool, options: options
        ) {
            On(.info) { [self] notification in
                let id = notification.messageID ?? ""
                try await Task.sleep(for: .milliseconds(1))
                change { $0.handled(id) }
                handled.append(id)
                return .handled
            }
        }
        return Member(listener: listener, transport: transport, handled: handled, assignments: assignments)
    }

    /// Sends so many, one after the other, so that they go to all partitions.
    func send(_ count: Int) async throws {
        for _ in 0..<count { try await notifier.send(message()) }
    }

    private func message() -> OutgoingMessage {
        let id = MessageID.random()
        change { $0.sent(id.description) }
        let header = MessageHeader(messageID: id, publisherID: "p", eventType: "test.shared")
        return OutgoingMessage(header: header, payload: ["host": "compute"])
    }

    /// Sends a thousand a second while the body runs, ten together, so that there is always something on its way.
    func whileSending(_ body: () async throws -> Void) async throws {
        let isOver = Lock(false)
        async let sender: Void = {
            while !isOver.withLock({ $0 }) {
                let messages = (0..<10).map { _ in message() }
                for result in try await notifier.send(contentsOf: messages) { _ = try result.get() }
                try await Task.sleep(for: .milliseconds(10))
            }
        }()
        try await body()
        isOver.withLock { $0 = true }
        try await sender
    }

    /// Runs an oslo.messaging listener of the group while the body runs; it has started when the body does.
    func withPythonMember(_ body: (OsloListener) async throws -> Void) async throws {
        try await OsloProgram.withListener(url: Interop.url(), topics: [topic], pool: pool, ["--fetched"]) { python in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await python.forEachLine { self.take($0) } }
                try await body(python)
                try await group.waitForAll()
            }
        }
    }

    func waitUntilAllAreHandled() async throws {
        try await changes.wait { $0.last?.unhandled == 0 }
    }

    /// Until each was handled by somebody, or given to oslo.messaging by its Kafka client.
    func waitUntilAllAreAccountedFor() async throws {
        try await changes.wait { $0.last?.unaccounted == 0 }
    }

    private func take(_ line: JSONValue) {
        if let id = line["fetched"]?.stringValue {
            change { $0.fetched(id) }
            fetchedByPython.append(id)
        } else if let id = HandledNotification(line)?.messageID {
            change { $0.handled(id) }
            handledByPython.append(id)
        }
    }

    private func change(_ change: (inout Account) -> Void) {
        account.withLock { account in
            change(&account)
            changes.append((account.unaccounted.count, account.unhandled.count))
        }
    }
}
