// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct CoordinatorRetryTests {
    @Test func pausesGrowUntilThereIsNoTimeLeft() {
        let start = ContinuousClock.now
        var retry = CoordinatorRetry(deadline: start + .seconds(4))
        var (now, pauses) = (start, [Duration]())
        while let pause = retry.next(now: now) {
            pauses.append(pause)
            now += pause
        }
        #expect(pauses == [50, 100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
        let left = [retry.timeLeft(now: now), retry.timeLeft(now: now + .seconds(1))]
        #expect(left == [.milliseconds(450), .zero])
    }

    @Test func withoutTimeThereIsOneRequest() {
        let now = ContinuousClock.now
        var retry = CoordinatorRetry(deadline: now)
        #expect(retry.next(now: now) == nil)
    }
}
