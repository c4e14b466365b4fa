// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

@Suite struct TransactionTimeTests {
    private let begun = ContinuousClock.now

    private func time(_ properties: [String: String], after milliseconds: Int) -> TransactionTime {
        TransactionTime(properties) { [begun] in begun + .milliseconds(milliseconds) }
    }

    @Test("a transaction takes nothing more when a third of its time has passed", arguments: [3000, nil])
    func share(_ timeout: Int?) {
        let properties = timeout.map { ["transaction.timeout.ms": "\($0)"] } ?? [:]
        let third = (timeout ?? 60_000) / 3
        #expect(!time(properties, after: third - 1).isUp(since: begun))
        #expect(time(properties, after: third).isUp(since: begun))
        #expect(time(properties, after: 0).deadLetterLimit == .milliseconds((timeout ?? 60_000) / 2))
        #expect(time(properties, after: 0).text == "\(timeout ?? 60_000)")
    }

    @Test("a transaction that Kafka ended because its time was up is told from one of a producer that was replaced")
    func explanation() {
        let fenced = NotificationError(.kafka, "fenced", kafkaCode: 90, kafkaName: "PRODUCER_FENCED", isFatal: true)
        let properties = ["transaction.timeout.ms": "3000"]
        let early = time(properties, after: 2999).explain(fenced, begun: begun)
        #expect(early.isFatal && early.message == "fenced")
        let late = time(properties, after: 3200).explain(fenced, begun: begun)
        #expect(late.code == .timedOut)
        #expect(!late.isFatal)
        #expect(late.option == "rdkafka.transaction.timeout.ms")
        #expect(late.kafkaCode == 90)
        for part in ["3200 ms", "rdkafka.transaction.timeout.ms", "3000", "fenced"] {
            #expect(late.message.contains(part), "\(late.message)")
        }
        // What has nothing to do with time.
        let other = NotificationError(.authorizationFailed, "no", kafkaCode: 53, isFatal: true)
        #expect(time(properties, after: 3200).explain(other, begun: begun).message == "no")
    }
}
