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
        inbox.removeTimer(third.id)
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

    @Test func aThreadIsWokenOnlyForATimerThatIsDueBeforeAllOthers() {
        var inbox = PollInbox()
        let answers = [5, 7, 5, 3, 4].map { inbox.addTimer(due: now + .seconds($0)) {} }
        #expect(answers.map(\.isFirst) == [true, false, false, true, false])
        // What is taken back is waited for no more.
        inbox.removeTimer(answers[3].id)
        let isFirst = inbox.addTimer(due: now + .milliseconds(3500)) {}.isFirst
        #expect(isFirst)
    }

    @Test func manyTimersRunInTheirOrder() {
        var timers = TimerQueue()
        let order = Shared<[Int]>([])
        // Each of 0 to 999 once, in no order.
        let ids = (0..<1000).map { place -> TimerQueue.ID in
            let number = place * 611 % 1000
            return timers.add(due: now + .milliseconds(number)) { order.update { $0.append(number) } }.id
        }
        for place in ids.indices where place % 7 == 0 { timers.remove(ids[place]) }
        let removed = Set(ids.indices.filter { $0 % 7 == 0 }.map { $0 * 611 % 1000 })
        for time in stride(from: 0, through: 1080, by: 90) {
            for job in timers.takeDue(now + .milliseconds(time)) { job() }
        }
        #expect(order.value == (0..<1000).filter { !removed.contains($0) })
        #expect(timers.firstDue == nil)
    }

    @Test func timersThatAreTakenBackTakeNoRoom() {
        var timers = TimerQueue()
        _ = timers.add(due: now) {}
        for _ in 0..<10_000 { timers.remove(timers.add(due: now + .seconds(30)) {}.id) }
        #expect(timers.placeCount < 40)
    }

    @Test func millisecondsAreRoundedUp() {
        #expect(Duration.microseconds(1).milliseconds == 1)
        #expect(Duration.seconds(2).milliseconds == 2000)
        #expect(Duration.seconds(-5).pollMilliseconds == 0)
        #expect(Duration.seconds(1 << 62).milliseconds == .max)
    }
}
