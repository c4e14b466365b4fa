// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

/// Every odd input on its way through a listener.
@Suite(.timeLimit(.minutes(1))) struct OddInputTests {
    /// Those that no reader can make a notification of.
    private func isReadable(_ input: DecodeCase) -> Bool {
        (try? EnvelopeReader.read(input.record)) != nil
    }

    @Test("D2: each odd input costs no more than itself, and is told with its place")
    func neighbours() async throws {
        let transport = try NotificationTransport(configuration: ["transport_url": "memory://\(uniqueName("odd"))/"])
        let broker = try transport.memory
        let topic = "notifications.info"
        for (index, input) in DecodeCase.all.enumerated() {
            _ = broker.append(ProducerRecord(topic: topic, value: Array(good(index).utf8)))
            _ = broker.append(ProducerRecord(topic: topic, value: input.record))
        }
        let total = DecodeCase.all.count
        _ = broker.append(ProducerRecord(topic: topic, value: Array(good(total).utf8)))

        let numbers = Collected<Int>()
        let reported = Collected<(NotificationSource, WireError)>()
        var options = ListenerOptions()
        options.undecodableHandler = { reported.append(($0, $1)) }
        let listener = try NotificationListener(transport: transport, targets: ["notifications"], options: options) {
            On { notification in
                if let number = notification.eventType.flatMap({ Int($0) }) { numbers.append(number) }
                // Whatever can be asked of it, can.
                _ = try? notification.payload
                _ = try? notification.context
                _ = try? notification.document
                return .handled
            }
        }
        try await whileRunning(
            { try await listener.run() }, endedBy: { await listener.shutdown() },
            {
                _ = try await numbers.waitForCount(total + 1)
            })
        #expect(numbers.elements == Array(0...total))
        let bad = DecodeCase.all.enumerated().filter { !isReadable($0.element) }
        #expect(bad.count > 20)
        #expect(reported.elements.map(\.0.offset) == bad.map { Int64($0.offset * 2 + 1) })
        #expect(broker.records(of: "\(topic).dead").map(\.value) == bad.map(\.element.record))
    }

    private func good(_ number: Int) -> String {
        #"{"event_type": "\#(number)", "priority": "INFO", "payload": {}, "_context": {}}"#
    }
}
