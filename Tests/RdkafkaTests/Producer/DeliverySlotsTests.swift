// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

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

    @Test func numbersThatAreNoSlotsAreRefused() {
        let slots = DeliverySlots()
        #expect(slots[0] == nil)
        #expect(slots[1] == nil)
        #expect(slots[.max] == nil)
    }
}
