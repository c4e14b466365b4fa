// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct PollInboxTests {
    private let now = ContinuousClock.now

    @Test func jobsComeFirstThenTheEnd() {
        var inbox = PollInbox()
        let isAdded = inbox.add {}
        inbox.stop()
        let isAddedLater = inbox.add {}
        #expect(isAdded && !isAddedLater)
        guard case .run(let jobs) = inbox.next(now: now) else {
            Issue.record("no jobs")
            return
        }
        #expect(jobs.count == 1)
        guard case .stop = inbox.next(now: now) else {
            Issue.record("no stop")
            return
        }
    }

    @Test func timersRunWhenTheyAreDueInTheirOrder() {
        var inbox = PollInbox()
        let order = Shared<[Int]>([])
        _ = inbox.addTimer(due: now + .seconds(2)) { order.update { $0.append(2) } }
        _ = inbox.addTimer(due: now + .seconds(1)) { order.update { $0.append(1) } }
        let third = inbox.addTimer(due: now + .seconds(1)) { order.update { $0.append(3) } }
        inbox.removeTimer(third)
        guard case .wait(let duration) = inbox.next(now: now) else {
            Issue.record("no wait")
            return
        }
        #expect(duration == .seconds(1))
        guard case .run(let jobs) = inbox.next(now: now + .seconds(3)) else {
            Issue.record("no jobs")
            return
        }
        for job in jobs { job() }
        #expect(order.value == [1, 2])
        guard case .wait(nil) = inbox.next(now: now + .seconds(3)) else {
            Issue.record("not for ever")
            return
        }
    }

    @Test func millisecondsAreRoundedUp() {
        #expect(Duration.microseconds(1).milliseconds == 1)
        #expect(Duration.seconds(2).milliseconds == 2000)
        #expect(Duration.seconds(-5).pollMilliseconds == 0)
        #expect(Duration.seconds(1 << 62).milliseconds == .max)
    }
}
