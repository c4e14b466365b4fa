// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

@Suite struct RecordFailureTests {
    private struct Refused: Error, CustomStringConvertible {
        let description = "SECRET"
    }

    @Test("D29: what a handler threw is told by its type alone, unless it is an error that holds no payload")
    func reason() {
        let notification = NotificationError(.unreachable, "no broker")
        let kafka = KafkaError(.broker, "no coordinator")
        let wire = WireError(.malformedJSON, "no JSON", offset: 3)
        func reason(_ error: any Error) -> String { RecordFailure.threw(error, attempts: 1).reason }
        #expect(reason(notification) == "an endpoint threw unreachable: no broker")
        #expect(reason(kafka) == "an endpoint threw broker: no coordinator")
        #expect(reason(wire) == "an endpoint threw \(wire.description)")
        #expect(reason(Refused()) == "an endpoint threw Refused")
    }
}
