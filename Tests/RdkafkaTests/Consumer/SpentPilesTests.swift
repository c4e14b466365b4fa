// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import Rdkafka

@Suite struct SpentPilesTests {
    @Test func eachBrokerTakesItsOwn() {
        var piles = SpentPiles<Int>(maximumSize: 100)
        #expect(piles.add([1, 2], size: 20, from: 1) == [])
        #expect(piles.add([3], size: 10, from: 2) == [])
        #expect(piles.add([4], size: 10, from: 1) == [])
        let numbers = (piles.count, piles.size)
        #expect(numbers == (4, 40))
        let none = piles.take(from: 3)
        #expect(none == [])
        let first = piles.take(from: 1)
        #expect(first == [1, 2, 4])
        let again = piles.take(from: 1)
        #expect(again == [])
        let left = (piles.count, piles.size)
        #expect(left == (1, 10))
    }

    @Test func whenItIsTooMuchAllIsGivenOut() {
        var piles = SpentPiles<Int>(maximumSize: 100)
        #expect(piles.add([1], size: 60, from: 1) == [])
        #expect(piles.add([2], size: 40, from: 2) == [])
        let excess = piles.add([3], size: 1, from: 2)
        #expect(Set(excess) == [1, 2, 3])
        let left = (piles.count, piles.size)
        #expect(left == (0, 0))
        let large = piles.add([4, 5], size: 101, from: 1)
        #expect(large == [4, 5])
        #expect(piles.add([6], size: 100, from: 1) == [])
    }

    @Test(arguments: 0..<20)
    func nothingIsLostOrGivenOutTwice(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var piles = SpentPiles<Int>(maximumSize: 500)
        var (added, out) = (0, [Int]())
        for _ in 0..<500 {
            let broker = Int32.random(in: 1...3, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0: out += piles.takeAll()
            case 1, 2: out += piles.take(from: broker)
            default:
                let count = Int.random(in: 1...5, using: &random)
                out += piles.add(added..<added + count, size: 10 * count, from: broker)
                added += count
            }
            let (count, size) = (piles.count, piles.size)
            #expect(count == added - out.count)
            #expect(size == 10 * count && size <= 500)
        }
        out += piles.takeAll()
        #expect(out.sorted() == Array(0..<added))
    }
}
