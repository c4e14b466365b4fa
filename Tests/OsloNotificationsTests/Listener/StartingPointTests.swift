// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import OsloNotifications
@testable import Rdkafka

/// Where a group begins, when nobody answers.
@Suite(.timeLimit(.minutes(1))) struct StartingPointTests {
    @Test("D14: a start that can't be committed in time is logged, and not committed any more")
    func unreachable() async throws {
        let logs = Collected<KafkaLogEvent>()
        let transport = try NotificationTransport(
            configuration: ["transport_url": "kafka://127.0.0.1:1/"], logHandler: { logs.append($0) })
        let partition = TopicPartition(topic: "t.info", partition: 0)
        var options = ListenerOptions()
        options.startOffsets = [partition: 7]
        let start = StartingPoint(options, transport, timeLimit: .milliseconds(20))
        let consumer = try KafkaConsumer(configuration: ["bootstrap.servers": "127.0.0.1:1", "group.id": "g"])
        start.consumer = consumer
        await start.commit([partition])
        #expect(logs.elements.contains { $0.message.hasPrefix("where to begin can't be committed") })
        await consumer.shutdown(timeout: .zero)
        await transport.close(timeout: .zero)
    }
}
