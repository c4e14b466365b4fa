// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import TestSupport
import Testing

extension Interop {
    /// A Swift notifier sends, oslo.messaging's listener receives.
    @Suite struct SwiftToPython {
        let topic = uniqueTopic("swift-to-python")
        let pool = uniqueGroup("python")

        @Test func everyPriorityReachesItsEndpoint() async throws {
            try await receive { listener in
                let notifier = try notifier()
                var sent: [String?: NotificationReceipt] = [:]
                for priority in NotificationPriority.allCases {
                    sent[priority.topicSuffix] = try await notifier.notify(
                        priority, "test.\(priority)", payload: ["priority": "\(priority)"])
                }
                let handled = try await listener.handled(atLeast: 7)
                #expect(handled.count == 7)
                for notification in handled {
                    let word = try #require(notification.priority)
                    #expect(notification.messageID == sent[word]?.messageID.description)
                    #expect(notification.eventType == "test.\(word)")
                    #expect(notification.payload == ["priority": "\(word)"])
                    #expect(notification.publisherID == "compute.swift")
                    #expect(notification.context == [:])
                    #expect(try UTCTimestamp(#require(notification.timestamp)) != nil)
                }
            }
        }

        @Test func everyPayloadArrivesAsItIs() async throws {
            try await receive { listener in
                let notifier = try notifier()
                for payload in InteropPayload.all { try await notifier.info(payload.name, payload: payload.value) }
                let handled = try await listener.handled(atLeast: InteropPayload.all.count)
                #expect(handled.count == InteropPayload.all.count)
                for payload in InteropPayload.all {
                    let notification = try #require(handled.first { $0.eventType?.stringValue == payload.name })
                    #expect(notification.payload?.description == payload.value.description)
                }
            }
        }

        @Test("D23: a context that is a dictionary is not dropped, and its members stay in order")
        func aContextArrives() async throws {
            let context: JSONValue = ["user": "u", "project_id": nil, "roles": ["admin"], "request_id": "req-😀"]
            try await receive { listener in
                try await notifier().error("test.context", payload: nil, context: .explicit(context))
                let notification = try #require(try await listener.handled(atLeast: 1).first)
                #expect(notification.context?.description == context.description)
            }
        }

        @Test("D19: a key, headers, a request's context and format 1.0 are no hindrance to Python")
        func options() async throws {
            var options = NotifierOptions()
            options.key = .publisherID
            options.headers = .standard
            var context = RequestContext(requestID: "req-1")
            context.authToken = Secret("SECRET")
            try await receive { listener in
                for format in [EnvelopeFormat.enveloped, .bare] {
                    options.format = format
                    let notifier = try Notifier(
                        transport: Interop.transport(), publisherID: "p", topics: [topic], options: options)
                    try await notifier.info("test.options", payload: "x", context: .request(context))
                }
                let handled = try await listener.handled(atLeast: 2)
                for notification in handled {
                    #expect(notification.payload == "x")
                    #expect(notification.context == context.wireValue)
                }
                #expect(handled.count == 2)
            }
        }

        @Test("D21: on several topics it is one notification, with one id")
        func severalTopics() async throws {
            let topics = [topic, "\(topic)-2"]
            try await receive(on: topics) { listener in
                let notifier = try Notifier(transport: Interop.transport(), publisherID: "p", topics: topics)
                let receipt = try await notifier.warning("test.topics", payload: 1)
                #expect(receipt.deliveries.map(\.topic) == topics.map { "\($0).warn" })
                let handled = try await listener.handled(atLeast: 2)
                #expect(handled.map(\.messageID) == [receipt.messageID.description, receipt.messageID.description])
                #expect(handled.map(\.priority) == ["warn", "warn"])
            }
        }

        /// oslo.messaging's listener leaves the virtual host out: with one that is called as a priority is, and a topic
        /// that ends in another priority, it subscribes to the same Kafka topic nevertheless.
        @Test("D7: a virtual host is the last part of the Kafka topic")
        func virtualHost() async throws {
            try await receive(on: ["\(topic).error"]) { listener in
                let transport = try Interop.transport(virtualHost: "info")
                let notifier = try Notifier(transport: transport, publisherID: "p", topics: [topic])
                let receipt = try await notifier.error("test.vhost", payload: "on info")
                #expect(receipt.deliveries.map(\.topic) == ["\(topic).error.info"])
                let notification = try #require(try await listener.handled(atLeast: 1).first)
                #expect(notification.priority == "error")
                #expect(notification.payload == "on info")
            }
        }

        @Test("100 000 notifications sent with oslo-notify all arrive")
        func aHundredThousandAllArrive() async throws {
            let count = 100_000
            try await receive(["--numbers", "\(count)"]) { listener in
                let lines = (0..<count).map { "{\"event_type\": \"test.number\", \"payload\": {\"number\": \($0)}}\n" }
                let sending = try ["send", "--url", Interop.url(), "--topic", topic, "--publisher", "p", "--lines"]
                let result = try await Subprocess.run(
                    BuiltProducts.path(of: "oslo-notify"), sending, input: Array(lines.joined().utf8))
                #expect(result.succeeded)
                #expect(result.errorText.contains("sent 100000, acknowledged 100000, failed 0"))
                let summary = try await listener.summary()
                #expect(summary == ["distinct": 100_000, "lowest": 0, "highest": 99_999, "handled": 100_000])
            }
        }

        private func notifier() throws -> Notifier {
            try Notifier(transport: Interop.transport(), publisherID: "compute.swift", topics: [topic])
        }

        private func receive(
            on topics: [String]? = nil, _ options: [String] = [], _ body: (OsloListener) async throws -> Void
        ) async throws {
            try await OsloProgram.withListener(
                url: Interop.url(), topics: topics ?? [topic], pool: pool,
                ["--prepare", Interop.bootstrap()] + options, body)
        }
    }
}
