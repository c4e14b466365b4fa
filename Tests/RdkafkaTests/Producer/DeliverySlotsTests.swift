// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import Testing

@testable import Rdkafka

@Suite struct DeliverySlotsTests {
    @Test func slotsInUseAreAllDifferent() {
        let slots = DeliverySlots()
        let acquired = (0..<2000).compactMap { _ in slots.acquire() }
        #expect(Set(acquired.map(\.number)).count == 2000)
        #expect(acquired.allSatisfy { slots[$0.number]?.slot == $0.slot })
        for slot in acquired { slots.release(slot) }
        #expect(Set((0..<2000).compactMap { _ in slots.acquire()?.number }).count == 2000)
    }

    @Test func manyThreadsNeverShareASlot() async {
        let slots = DeliverySlots()
        let users = (0..<4096).map { _ in Shared(0) }
        let shared = Shared(0)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5000 {
                        guard let slot = slots.acquire() else { continue }
                        let user = users[Int(slot.number)]
                        user.update { $0 += 1 }
                        if user.value != 1 { shared.update { $0 += 1 } }
                        user.update { $0 -= 1 }
                        slots.release(slot)
                    }
                }
            }
        }
        #expect(shared.value == 0)
    }

    private let table = DeliveryTable(limit: InFlightGate.Load(records: 1000, bytes: 1000), onPostFailure: nil)
    private let none = InFlightGate.Load(records: 0, bytes: 0)

    /// What a task finds whose wait is given up.
    private func givenUp(_ slot: DeliverySlotReference) async -> DeliveryState.Ending {
        let ending = Shared<DeliveryState.Ending?>(nil)
        async let waiting: Void = {
            let end = await slot.wait()
            ending.update { $0 = end }
        }()
        while ending.value == nil {
            table.slots.abandonAll()
            await Task.yield()
        }
        await waiting
        return ending.value ?? .unfinished
    }

    @Test func aReportThatComesAfterItsSlotWasGivenUpMeetsNobodyElse() async throws {
        let slot = try #require(table.slots.acquire())
        #expect(await givenUp(slot) == .cancelled(freesSlot: false))
        let others = (0..<600).compactMap { _ in table.slots.acquire() }
        #expect(!others.contains { $0.number == slot.number })
        table.refuse(slot.token(.task), RD_KAFKA_RESP_ERR__PURGE_QUEUE, none)
        #expect(others.allSatisfy { unsafe $0.slot.pointee.state.arm() })
        // Now it is free.
        #expect((0..<1000).contains { _ in table.slots.acquire()?.number == slot.number })
    }

    @Test func recordsThatAreAwaitedTogetherKeepTheirRoomUntilTheLastReport() async throws {
        let slot = try #require(table.slots.acquire())
        slot.expect(reports: 2, DeliveryBatch(count: 2))
        #expect(await givenUp(slot) == .cancelled(freesSlot: false))
        for record in 0..<2 {
            #expect(unsafe slot.slot.pointee.outcomes != nil)
            table.refuse(slot.token(.batch(record: record)), RD_KAFKA_RESP_ERR__PURGE_QUEUE, none)
        }
        #expect(table.slots.acquire()?.number == slot.number)
    }

    @Test func aPostedRecordIsReportedOnceHoweverItsReportAndTheEndMeet() async throws {
        final class Posted: PostedRecord, @unchecked Sendable {
            let reports = Shared(0)
            override func report(_ outcome: DeliveryOutcome) { reports.update { $0 += 1 } }
        }
        let posted = (0..<4000).map { _ in Posted() }
        let slots = posted.compactMap { posted -> DeliverySlotReference? in
            let slot = table.slots.acquire()
            slot?.expect(posted)
            return slot
        }
        async let reports: Void = {
            for slot in slots {
                ReportingThread.run { table.refuse(slot.token(.posted), RD_KAFKA_RESP_ERR__PURGE_QUEUE, none) }
            }
        }()
        table.slots.abandonAll()
        await reports
        #expect(posted.allSatisfy { $0.reports.value == 1 })
    }

    @Test func aSlotHasACacheLineOfItsOwn() throws {
        #expect(MemoryLayout<DeliverySlot>.stride == 64)
        let slot = try #require(table.slots.acquire())
        #expect(unsafe UInt(bitPattern: slot.slot) % 64 == 0)
    }

    @Test func theSweepLooksOnlyWhereTasksHaveWaitedSinceTheLast() throws {
        let slots = DeliverySlots()
        let all = (0..<10_000).compactMap { _ in slots.acquire() }
        #expect(slots.sweep() == 0)
        let waiting = try #require(all.randomElement())
        #expect(unsafe waiting.slot.pointee.state.arm())
        DeliverySlotChunk.mark(waiting)
        let looked = slots.sweep()
        #expect(looked > 0 && looked <= 16)
        // Still there, and woken the second time.
        #expect(slots.sweep() == looked)
        #expect(slots.sweep() == 0)
        #expect(unsafe waiting.slot.pointee.state.end() == .unfinished)
    }

    @Test func aTokenIsWhatItWasMadeOf() {
        #expect(DeliveryToken(0) == nil)
        for receiver in [.task, .posted, .batch(record: 0), .batch(record: .init(UInt32.max))]
            as [DeliveryToken.Receiver]
        {
            let token = DeliveryToken(slot: 1 << 21, receiver)
            #expect(DeliveryToken(token.word) == token)
        }
    }

    @Test func numbersThatAreNoSlotsAreRefused() {
        let slots = DeliverySlots()
        #expect(slots[0] == nil)
        #expect(slots[1] == nil)
        #expect(slots[.max] == nil)
    }
}
