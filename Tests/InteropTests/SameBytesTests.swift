// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

extension Interop {
    @Suite struct SameBytes {
        let topic = uniqueTopic("same-bytes")

        /// oslo.messaging makes id and time itself. So it sends first; what it has put into the Kafka topics is read,
        /// and Swift sends the same with these.
        @Test func swiftWritesWhatOsloMessagingWrites() async throws {
            let priorities = NotificationPriority.allCases
            let payloads = Array(zip(InteropPayload.all, (0...).lazy.map { priorities[$0 % priorities.count] }))
            try await OsloProgram.notify(
                url: Interop.url(), topics: [topic], publisherID: "compute.host1",
                payloads.map { payload, priority in
                    ["priority": "\(priority)", "event_type": JSONValue(payload.name), "payload": payload.value]
                })
            let theirs = try await values("\(topic)")

            let notifier = try Notifier(transport: Interop.transport(), topics: ["\(topic)-swift"])
            for (payload, priority) in payloads {
                let their = try #require(theirs[payload.name])
                let header = MessageHeader(
                    messageID: MessageID(their.messageID), publisherID: "compute.host1", eventType: payload.name,
                    priority: priority, timestamp: .instant(try #require(UTCTimestamp(their.timestamp))))
                try await notifier.send(OutgoingMessage(header: header, payload: payload.value))
            }
            let ours = try await values("\(topic)-swift")

            for (payload, priority) in payloads {
                let our = try #require(ours[payload.name])
                let their = try #require(theirs[payload.name])
                #expect(our.kafkaTopic == "\(topic)-swift.\(priority)")
                #expect(their.kafkaTopic == "\(topic).\(priority)")
                #expect(our.bytes == their.bytes, "\(payload.name)")
            }
        }

        private struct Value {
            let kafkaTopic: String
            let bytes: [UInt8]
            let messageID: String
            let timestamp: String
        }

        /// All that is on a topic, by event type.
        private func values(_ topic: String) async throws -> [String: Value] {
            let topics = NotificationPriority.allCases.map { "\(topic).\($0)" }
            var values: [String: Value] = [:]
            for (kafkaTopic, list) in try await Interop.rawValues(InteropPayload.all.count, of: topics) {
                for bytes in list {
                    let envelope = try JSONValue(parsing: bytes.span)
                    let message = try JSONValue(parsing: try #require(envelope["oslo.message"]?.stringValue))
                    let eventType = try #require(message["event_type"]?.stringValue)
                    values[eventType] = Value(
                        kafkaTopic: kafkaTopic, bytes: bytes,
                        messageID: try #require(message["message_id"]?.stringValue),
                        timestamp: try #require(message["timestamp"]?.stringValue))
                }
            }
            return values
        }
    }
}
