// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import bench

@Suite struct StatisticsTests {
    @Test func medians() {
        #expect(Statistics.median([]) == nil)
        #expect(Statistics.median([3]) == 3)
        #expect(Statistics.median([5, 1, 3]) == 3)
        #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
    }

    @Test func anIntervalNeedsTwoValues() {
        #expect(Statistics.interval([1]) == nil)
        #expect(Statistics.interval([2, 2, 2]) == 2...2)
    }

    @Test func theIntervalHoldsTheMedianAndStaysWithinTheValues() throws {
        let values = [0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 9.0]
        let interval = try #require(Statistics.interval(values))
        #expect(interval.contains(1.2))
        #expect(interval.lowerBound >= 0.9)
        #expect(interval.upperBound < 9)
    }

    @Test func aRatioIsTheMedianOfTheRoundsNotTheRatioOfTheMedians() throws {
        let ours = try [1.0, 20, 300].map { try Sample(line: "{\"cpu_us\": \($0)}") }
        let c = try [2.0, 10, 100].map { try Sample(line: "{\"cpu_us\": \($0)}") }
        let ratio = try #require(Ratio(of: ours, to: c, in: .cpu))
        #expect(ratio.median == 2)
        #expect(Ratio(of: ours, to: c, in: .rate) == nil)
    }
}
