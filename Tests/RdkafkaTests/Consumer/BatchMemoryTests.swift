// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct BatchMemoryTests {
    private let memory = BatchMemory()

    @Test func aBlockThatIsGivenBackIsTakenAgain() {
        let block = memory.take(300_000)
        #expect(block.capacity >= 300_000)
        memory.give(block)
        let again = memory.take(200_000)
        #expect(again.start == block.start)
        // It is nobody else's meanwhile.
        let other = memory.take(200_000)
        #expect(other.start != block.start)
        memory.give(again)
        memory.give(other)
    }

    @Test func aBatchKeepsNoMemoryOfManyTimesItsSize() {
        let large = memory.take(1 << 20)
        memory.give(large)
        let small = memory.take(1000)
        #expect(small.start != large.start)
        #expect(small.capacity <= 64 << 10)
        memory.give(small)
    }

    @Test func whatIsKeptIsBounded() {
        let blocks = (0..<20).map { _ in memory.take(1 << 20) }
        for block in blocks { memory.give(block) }
        #expect(memory.keptSize <= 8 << 20)
        let huge = memory.take(64 << 20)
        memory.give(huge)
        #expect(memory.keptSize <= 8 << 20)
        // The last one is there.
        let last = memory.take(1 << 20)
        #expect(last.start == blocks.last?.start)
        memory.give(last)
    }
}
