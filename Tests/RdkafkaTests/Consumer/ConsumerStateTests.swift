// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct ConsumerStateTests {
    @Test func aGateCountsCallsAndLetsNoneInWhenItIsClosed() {
        let gate = CallGate()
        #expect(gate.begin() && gate.begin())
        #expect(gate.callsUnderWay == 2)
        gate.end()
        gate.close()
        #expect(!gate.begin())
        #expect(gate.callsUnderWay == 1)
        gate.end()
        #expect(gate.waitUntilIdle(by: nil))
        #expect(gate.callsUnderWay == 0)
    }

    @Test func anAnswerIsGivenOnce() async {
        let answer = Answer<Int>()
        #expect(answer.give(1))
        #expect(!answer.give(2))
        #expect(await answer.wait(cancelled: 0) == 1)
        #expect(!answer.give(3))
    }

    @Test func aWaitForAnAnswerIsCancelled() async {
        let answer = Answer<Int>()
        let task = Task { await answer.wait(cancelled: -1) }
        task.cancel()
        #expect(await task.value == -1)
        #expect(!answer.give(1))
    }

    @Test func whatIsGivenBackSaysNothingOfAPartitionThatCameBackSince() async throws {
        let filled = try FilledCluster()
        try await filled.fill("t", 9)
        let consumer = try filled.consumer()
        let assignment = consumer.core.assignment
        try await consumer.assign([.t(0): .beginning])
        let old = try #require(try await consumer.batches(maxCount: 2).first { !$0.isEmpty })
        #expect(assignment.positions == [.t(0): Int64(old.count)])
        try await consumer.assign([.t(0): .offset(5)])
        let new = try #require(try await consumer.batches(maxCount: 3).first { !$0.isEmpty })
        assignment.givenBack(old)
        #expect(assignment.positions == [.t(0): 5 + Int64(new.count)])
        assignment.givenBack(new)
        #expect(assignment.positions == [.t(0): 5])
        await consumer.shutdown()
    }

    @Test func aModeIsOneOfTwo() {
        var mode = ConsumerMode()
        let answers = [mode.beginChange(.assigned), mode.beginChange(.assigned), mode.beginChange(.subscribed)]
        #expect(answers == [true, true, false])
        mode.endChange(isInUse: false)
        #expect(mode.mode == .assigned, "the other change is not over")
        mode.endChange(isInUse: true)
        let isStillAssigned = !mode.beginChange(.subscribed)
        #expect(isStillAssigned)
        _ = mode.beginChange(.assigned)
        mode.endChange(isInUse: false)
        let answersAfter = [mode.beginChange(.subscribed), mode.beginChange(.assigned)]
        #expect(answersAfter == [true, false])
    }

    @Test func theBrokersProtocolTakesNoPropertiesOfTheOther() throws {
        let isThere = LibrdkafkaVersion.running >= LibrdkafkaVersion(2, 12, 0)
        for property in ["session.timeout.ms", "partition.assignment.strategy", "heartbeat.interval.ms"] {
            let error = try #require(throws: KafkaError.self) {
                try GroupProtocol.checked(["group.protocol": "consumer", property: "1"])
            }
            #expect(error.code == .invalidConfiguration)
            #expect(error.property == (isThere ? property : "group.protocol"))
        }
        if isThere {
            #expect(throws: Never.self) { try GroupProtocol.checked(["group.protocol": "CONSUMER"]) }
        } else {
            let error = try #require(throws: KafkaError.self) {
                try KafkaConsumer(configuration: ["group.id": "g", "group.protocol": "consumer"])
            }
            #expect(error.message.contains("2.12.0") && error.message.contains("\(LibrdkafkaVersion.running)"))
        }
        #expect(
            try GroupProtocol.checked(["group.protocol": "classic"])["group.protocol"] == (isThere ? "classic" : nil))
        #expect(throws: KafkaError.self) { try GroupProtocol.checked(["group.protocol": "share"]) }
    }
}
