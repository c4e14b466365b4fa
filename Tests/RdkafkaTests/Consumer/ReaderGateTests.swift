// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(1))) struct ReaderGateTests {
    @Test func whoKeepsTheReaderOutWaitsUntilItHasHandedOver() async throws {
        let gate = ReaderGate()
        let steps = Lines()
        #expect(gate.enter(interval: .seconds(60)) {})
        let woken = Credits(0)
        let thread = NativeThread(name: "test") {
            gate.withReaderOutside(wake: woken.add) { steps.append("changed") }
        }
        #expect(await Task.detached { woken.take(within: .seconds(60)) }.value)
        #expect(gate.isWanted)
        steps.append("handed over")
        gate.leave()
        thread?.join()
        #expect(gate.enter(interval: .seconds(60)) {})
        #expect(steps.all == ["handed over", "changed"])
        gate.leave()
    }

    @Test func whatIsReadWhileItIsSoughtIsOfBeforeOrOfAfter() async throws {
        let filled = try FilledCluster()
        let count: Int64 = 5000
        try await filled.fill("t", Int(count))
        let consumer = try filled.consumer(options: ConsumerOptions(maxBatchCount: 100))
        try await consumer.assign([.t(0): .beginning])
        var records = consumer.records.makeAsyncIterator()
        // Records of before are on their way to the reader all the time.
        for round in 0..<60 {
            let target = Int64(round) * 7919 % (count - 200)
            try await consumer.seek(.t(0), to: .offset(target))
            for offset in target..<(target + Int64(round % 3 + 1) * 60) {
                let record = try #require(try await records.next())
                try #require(record.offset == offset, "after seek \(round) to \(target)")
            }
        }
        await consumer.shutdown()
    }

    @Test func nobodyWaitsForAReaderThatIsOutside() {
        let gate = ReaderGate()
        let number = gate.withReaderOutside(wake: Self.fail) { gate.withReaderOutside(wake: Self.fail) { 7 } }
        #expect(number == 7)
    }

    @Test func aReaderThatIsNotKeptOutIsGivenNoTurns() {
        let gate = ReaderGate()
        for _ in 0..<3 { gate.withReaderOutside(wake: Self.fail) {} }
        #expect(!gate.turn.take(within: .zero))
    }

    private static func fail() { Issue.record("woken") }

    @Test func aReaderThatIsKeptOutIsStopped() async {
        let gate = ReaderGate()
        let (entering, result) = (Credits(0), Lines())
        let thread = gate.withReaderOutside(wake: Self.fail) {
            let thread = NativeThread(name: "test") {
                entering.add()
                result.append("\(gate.enter(interval: .seconds(60)) {})")
            }
            _ = entering.take(within: .seconds(60))
            gate.stop()
            thread?.join()
            return thread
        }
        #expect(thread != nil)
        #expect(result.all == ["false"])
    }
}
