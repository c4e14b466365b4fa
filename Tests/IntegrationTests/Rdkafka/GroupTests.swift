// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@Suite(.needsRealKafka, .timeLimit(.minutes(2))) struct GroupTests {
    let bootstrap = TestBroker.bootstrap ?? ""

    private func consumer(_ group: String) throws -> KafkaConsumer {
        try KafkaConsumer(
            configuration: [
                "bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest",
                "allow.auto.create.topics": "true", "topic.metadata.refresh.interval.ms": "500",
            ])
    }

    @Test func nothingIsLostWhenMembersJoinAndLeave() async throws {
        let topic = uniqueTopic("join-leave")
        let group = uniqueGroup("join-leave")
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": bootstrap])
        let seen = SeenNumbers()
        try await withThrowingTaskGroup { tasks in
            let stop = StopSignal()
            let sender = Task {
                var sent = 0
                while !stop.isSet {
                    // No faster than it is read, or the sending starves the readers.
                    try await seen.wait(forMoreThan: sent - 5000)
                    let records = (sent..<sent + 100).map { ProducerRecord(topic: topic, value: Array("\($0)".utf8)) }
                    for result in try await producer.send(contentsOf: records) { _ = try result.get() }
                    sent += 100
                }
                return sent
            }
            let first = try consumer(group)
            try await first.subscribe(to: [topic])
            tasks.addTask { try await seen.collect(from: first) }
            try await seen.wait(forMoreThan: 1000)
            for _ in 0..<3 {
                let second = try consumer(group)
                try await second.subscribe(to: [topic])
                try await withThrowingTaskGroup { guests in
                    let guest = SeenNumbers()
                    guests.addTask { try await guest.collect(from: second, and: seen) }
                    try await guest.wait(forMoreThan: 100)
                    #expect(await second.shutdown().hasLeftGroup)
                    try await guests.waitForAll()
                }
                let before = seen.count
                try await seen.wait(forMoreThan: before + 1000)
            }
            stop.set()
            let sent = try await sender.value
            try await seen.wait(forMoreThan: sent - 1)
            #expect(await first.shutdown().hasLeftGroup)
            try await tasks.waitForAll()
            #expect(seen.count == sent)
        }
        await producer.shutdown()
    }
}
