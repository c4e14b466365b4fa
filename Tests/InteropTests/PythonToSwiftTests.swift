// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import TestSupport
import Testing

extension Interop {
    /// oslo.messaging's notifier sends, a Swift listener receives.
    @Suite struct PythonToSwift {
        let topic = uniqueTopic("python-to-swift")

        @Test(arguments: ["messagingv2", "messaging"])
        func everyPriorityReachesItsEndpoint(driver: String) async throws {
            try await send(
                driver: driver,
                NotificationPriority.allCases.map { priority in
                    ["priority": "\(priority)", "event_type": "test.\(priority)", "payload": ["is": "\(priority)"]]
                })
            let received = try await receive(7)
            for priority in NotificationPriority.allCases {
                let notification = try #require(received.first { $0.priority == priority })
                #expect(notification.source?.topic == "\(topic).\(priority)")
                #expect(notification.eventType == "test.\(priority)")
                #expect(notification.publisherID == "compute.python")
                #expect(notification.messageID?.utf8.count == 36)
                #expect(notification.sentAt != nil)
                #expect(try notification.payload == ["is": "\(priority)"])
                #expect(try notification.context == [:])
            }
        }

        @Test func everyPayloadArrivesAsItIs() async throws {
            let nonFinite = InteropPayload(
                name: "non-finite", value: [.double(.nan), .double(.infinity), .double(-.infinity)])
            let payloads = InteropPayload.all + [nonFinite]
            try await send(
                payloads.map { ["priority": "sample", "event_type": JSONValue($0.name), "payload": $0.value] })
            let received = try await receive(payloads.count)
            for payload in payloads {
                let notification = try #require(received.first { $0.eventType == payload.name })
                #expect(try notification.payload.description == payload.value.description)
            }
        }

        @Test func aRequestContextArrivesWithoutItsToken() async throws {
            try await send([
                [
                    "priority": "info", "event_type": "test.context", "payload": nil,
                    "context": [
                        "user_id": "u", "project_id": "p", "auth_token": "SECRET", "roles": ["admin", "é"],
                        "request_id": "req-05100000-0000-4000-8000-000000000003",
                    ],
                ]
            ])
            let context = try #require(try await receive(1).first).context
            #expect(
                context.objectValue?.keys == [
                    "user", "project_id", "system_scope", "project", "domain", "user_domain", "project_domain",
                    "is_admin", "read_only", "show_deleted", "auth_token", "request_id", "global_request_id",
                    "resource_uuid", "roles", "user_identity", "is_admin_project",
                ])
            #expect(context["user"] == "u")
            #expect(context["roles"] == ["admin", "é"])
            #expect(context["auth_token"] == .some(.null))
            #expect(context["request_id"] == "req-05100000-0000-4000-8000-000000000003")
        }

        @Test func severalTopics() async throws {
            let topics = [topic, "\(topic)-2"]
            try await OsloProgram.notify(
                url: Interop.url(), topics: topics, publisherID: "p",
                [["priority": "warn", "event_type": "test.topics", "payload": 1]])
            let received = try await receive(2, topics: topics)
            #expect(Set(received.map(\.source?.topic)) == ["\(topic).warn", "\(topic)-2.warn"])
            #expect(Set(received.map(\.messageID)).count == 1)
        }

        @Test("D7: a listener with the sender's URL hears what is sent on its virtual host")
        func virtualHost() async throws {
            try await OsloProgram.notify(
                url: Interop.url(virtualHost: "tenant-1"), topics: [topic], publisherID: "p",
                [["priority": "critical", "event_type": "test.vhost", "payload": [:]]])
            let received = try await receive(1, virtualHost: "tenant-1")
            #expect(received.map(\.source?.topic) == ["\(topic).critical.tenant-1"])
        }

        private func send(driver: String = "messagingv2", _ notifications: [JSONValue]) async throws {
            try await OsloProgram.notify(
                url: Interop.url(), topics: [topic], publisherID: "compute.python", driver: driver, notifications)
        }

        private func receive(
            _ count: Int, topics: [String]? = nil, virtualHost: String = ""
        ) async throws -> [ReceivedNotification] {
            let received = Collected<ReceivedNotification>()
            let listener = try NotificationListener(
                transport: Interop.transport(virtualHost: virtualHost),
                targets: (topics ?? [topic]).map { NotificationTarget(topic: $0) }, pool: uniqueGroup("swift")
            ) {
                On { notification in
                    received.append(notification)
                    return .handled
                }
            }
            try await listener.whileRunning { _ = try await received.waitForCount(count) }
            try #require(received.count == count)
            return received.elements
        }
    }
}
