// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OpenStackMessages
import OsloNotifications
import TestSupport
import Testing

extension OpenStackInterop {
    @Suite("Ceilometer") struct CeilometerSuite {
        let topic = uniqueTopic("ceilometer")

        @Test(
            "Samples and events of the real publisher are received, typed; a signature with another secret is refused")
        func received() async throws {
            let lines =
                CeilometerExamples.samples.map(\.arguments)
                + CeilometerExamples.events.map { ["event": .object($0.members)] }
            try await OpenStackProgram.send(
                "ceilometer_publish.py", [try Interop.bootstrap(), topic, secret], lines)
            try await whileReceiving(Ceilometer.Sample.self, on: topic) { samples in
                try await whileReceiving(Ceilometer.Event.self, on: topic) { events in
                    let anotherSigner = Ceilometer.Signer(secret: "another")
                    try await whileReceiving(Ceilometer.Sample.self, on: topic, anotherSigner) { refused in
                        try await check(samples, events, refused)
                    }
                }
            }
        }

        private func check(
            _ samples: Collected<Result<Ceilometer.Sample, MessageError>>,
            _ events: Collected<Result<Ceilometer.Event, MessageError>>,
            _ refused: Collected<Result<Ceilometer.Sample, MessageError>>
        ) async throws {
            let count = CeilometerExamples.samples.count
            let received = try await samples.waitForCount(count).map { try $0.get() }
            #expect(received == CeilometerExamples.samples)
            let receivedEvents = try await events.waitForCount(CeilometerExamples.events.count).map { try $0.get() }
            #expect(receivedEvents == CeilometerExamples.events)
            for sample in try await refused.waitForCount(count) {
                let error = #expect(throws: MessageError.self) { try sample.get() }
                #expect(error?.code == .wrongSignature)
            }
        }

        @Test("Sent messages are those that Ceilometer itself would make, and Ceilometer verifies their signatures")
        func samplesAreSent() async throws {
            let url = try Interop.url()
            let arguments = try [url, Interop.bootstrap(), uniqueGroup("python"), topic, secret]
            try await OpenStackProgram.whileRunning("ceilometer_check.py", arguments) { process in
                try await process.standardError.line(containing: "started")
                let notifier = try Notifier(
                    transport: Interop.transport(), publisherID: "telemetry.publisher.swift", topics: [topic])
                var samples = try Ceilometer.Sample.payload(CeilometerExamples.samples, signedBy: signer)
                let events = try Ceilometer.Event.payload(CeilometerExamples.events, signedBy: signer)
                // One that was changed after it was signed, to see that this is noticed.
                var changed = try #require(samples[0]?.objectValue)
                changed["counter_volume"] = 3
                samples = .array(try #require(samples.arrayValue) + [.object(changed)])
                try await notifier.sample(Ceilometer.Sample.eventType, payload: samples)
                try await notifier.sample(Ceilometer.Event.eventType, payload: events)

                let sent = try #require(samples.arrayValue) + #require(events.arrayValue)
                let lines = try await process.standardOutput.lines(atLeast: sent.count)
                let checks = try lines.map { try JSONValue(parsing: $0) }
                #expect(checks.count == sent.count)
                for message in sent {
                    let check = try #require(checks.first { $0["message"]?.description == message.description })
                    let isIntact = message != .object(changed)
                    #expect(check["verified"] == .bool(isIntact))
                    #expect(check["same"] == .bool(isIntact))
                }
            }
        }
    }
}
