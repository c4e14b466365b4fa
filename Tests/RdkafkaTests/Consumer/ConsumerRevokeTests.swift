// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

/// Rebalances, against what else goes on.
@Suite(.timeLimit(.minutes(2))) struct ConsumerRevokeTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test("A pause that a rebalance overtakes leaves no partition standing still", arguments: [false, true])
    func pauseAgainstRevoke(isBack: Bool) async throws {
        try await filled.fill("t", 5)
        let consumer = try filled.consumer()
        try await consumer.assign([.t(0): .beginning])
        let core = consumer.core
        let seen = core.assignment.epochs(of: [.t(0)])
        core.coordinator.apply(.unassign, [.t(0)])
        if isBack { try await consumer.assign([.t(0): .beginning]) }
        let result = try #require(core.setPaused(seen, true)[.t(0)])
        #expect(throws: KafkaError.self) { try result.get() }
        #expect(consumer.paused == [])
        if !isBack { try await consumer.assign([.t(0): .beginning]) }
        let first = try await consumer.batches(maxWait: .seconds(20)).first { _ in true }
        #expect(first?.first?.offset == 0)
        await consumer.shutdown()
    }

    @Test func whatLibrdkafkaRefusesToAssignIsNotAssigned() async throws {
        let consumer = try filled.consumer()
        // It takes no list that has a partition twice.
        consumer.core.coordinator.apply(.assign, [.t(0), .t(0)])
        #expect(consumer.assignment == [])
        await consumer.shutdown()
    }

    @Test func partitionsAreGivenUpWithTheReaderOutside() async throws {
        let consumer = try filled.consumer()
        let (assignment, gate) = (ConsumerAssignment(), ReaderGate())
        let coordinator = RebalanceCoordinator(
            handle: consumer.core.handle, assignment: assignment, gate: gate, handler: nil, timeout: .seconds(1),
            events: consumer.core.events)
        assignment.add([.t(0)])
        #expect(gate.enter(interval: .seconds(60)) {})
        let thread = NativeThread(name: "test") { coordinator.apply(.unassign, [.t(0)]) }
        while !gate.isWanted, !assignment.all.isEmpty { await Task.yield() }
        #expect(assignment.all == [.t(0)])
        gate.leave()
        thread?.join()
        #expect(assignment.all.isEmpty)
        await consumer.shutdown()
    }

    @Test func aHandlerThatIsNotWaitedForEndsBeforeTheNextOneBegins() async throws {
        try await filled.fill("t", 1)
        let (steps, isOver) = (Lines(), EndSignal())
        let consumer = try filled.consumer(
            options: ConsumerOptions(rebalanceTimeout: .milliseconds(50)),
            rebalanceHandler: { event in
                let name = "\(event)".prefix { $0 != "(" }
                steps.append("\(name) begins")
                await isOver.wait()
                steps.append("\(name) ends")
            })
        try await consumer.subscribe(to: ["t"])
        _ = try await consumer.batches.first { !$0.isEmpty }
        try await consumer.unsubscribe()
        #expect(steps.all == ["assigned begins"])
        isOver.end()
        while steps.all.count < 4 { try await Task.sleep(for: .milliseconds(1)) }
        #expect(steps.all == ["assigned begins", "assigned ends", "revoked begins", "revoked ends"])
        await consumer.shutdown()
    }
}
