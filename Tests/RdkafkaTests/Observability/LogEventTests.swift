// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct LogEventTests {
    @Test(
        "D33: a line of librdkafka's log goes to a handler, with the broker that it is about",
        arguments: [
            ("[thrd:kafka1:9092/bootstrap]: kafka1:9092/bootstrap: Connect failed: refused", "kafka1:9092/bootstrap"),
            ("kafka1:9092/12: Connect failed", "kafka1:9092/12"),
            ("[thrd:x]: sasl_ssl://[::1]:9093/0: SASL: bad", "sasl_ssl://[::1]:9093/0"),
            ("[thrd:GroupCoordinator]: GroupCoordinator: Disconnected", "GroupCoordinator"),
            ("[thrd:main]: Group \"g\" is fine: 1/2", nil), ("[thrd:app]: a property: x", nil), ("plain", nil),
            ("", nil),
            ("[thrd:", nil), ("a/b: c", nil), ("host:1/x: y", nil), ("two words:1/3: y", nil),
        ] as [(String, String?)])
    func theBrokerOfALine(message: String, broker: String?) {
        let event = KafkaLogEvent(level: .info, message: message, facility: "F", client: "c")
        #expect(event.broker == broker)
        #expect(event.metadata.count == (broker == nil ? 2 : 3))
    }
}
