// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct ConsumerRebalanceTests {
    @Test("Partitions that were lost are told from those that are revoked, and are read again though they were paused")
    func lost() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 3)
        let events = Lines()
        let consumer = try filled.consumer(
            ["heartbeat.interval.ms": "100", "session.timeout.ms": "4000"],
            rebalanceHandler: { events.append(Self.name(of: $0)) })
        try await consumer.subscribe(to: ["t"])
        var isFirst = true
        for try await batch in consumer.batches where !batch.isEmpty {
            if !isFirst { break }
            isFirst = false
            // The coordinator doesn't know the member any more: somebody else may have its partitions.
            try await consumer.pause([.t(0)]).get()
            filled.cluster.failRequests(api: 12, with: [KafkaError.ResponseCode(rawValue: 25)])
        }
        #expect(events.all == ["assigned", "lost", "assigned"])
        #expect(consumer.paused == [])
        await consumer.shutdown()
        #expect(events.all.last == "revoked")
    }

    private static func name(of event: RebalanceEvent) -> String {
        switch event {
        case .assigned: "assigned"
        case .revoked: "revoked"
        case .lost: "lost"
        }
    }
}
