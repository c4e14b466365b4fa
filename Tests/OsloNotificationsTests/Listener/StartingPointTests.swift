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

    @Test("D14: a partition that nobody tells the offset of takes nothing from the others")
    func alone() async throws {
        let partitions = (0..<4).map { TopicPartition(topic: "t.info", partition: Int32($0)) }
        let asked = Collected<[TopicPartition]>()
        let error = KafkaError(.timedOut, "no leader")
        let search = StartingOffsetSearch(
            offsets: { partitions, _ throws(KafkaError) in
                asked.append(partitions)
                var found: StartingOffsetSearch.Offsets = [:]
                for partition in partitions {
                    switch partition.partition {
                    case 0: found[partition] = .success(7)
                    // The second time.
                    case 1: found[partition] = asked.count > 1 ? .success(8) : .failure(error)
                    case 2: found[partition] = .success(nil)
                    default: throw error
                    }
                }
                return found
            },
            end: { _, _ throws(KafkaError) in 9 })
        let soon = ContinuousClock.now + .seconds(3600)
        // All together fail for the sake of one.
        let found = await search.find(partitions, until: soon, within: .seconds(1))
        #expect(partitions.prefix(3).map { try? found[$0]?.get() } == [7, 8, 9])
        #expect(throws: KafkaError.self) { try found[partitions[3]]?.get() }
        #expect(asked.count == 5)
        // Only those that failed are asked for again.
        let others = await search.find(Array(partitions.prefix(3)), until: soon, within: .seconds(1))
        #expect(others.count == 3)
        #expect(asked.elements.dropFirst(5).map(\.count) == [3])
    }
}
