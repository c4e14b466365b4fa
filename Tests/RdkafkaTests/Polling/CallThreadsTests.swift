// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(1))) struct CallThreadsTests {
    private func job(_ refusals: Lines = Lines(), _ run: @escaping @Sendable () -> Void = {}) -> CallQueue.Job {
        CallQueue.Job(run: run) { refusals.append("\($0)") }
    }

    @Test func jobsBeyondTheLimitWaitAndComeInTheirOrder() {
        var queue = CallQueue(limit: 2)
        let (ran, refusals) = (Lines(), Lines())
        var actions: [CallQueue.Action] = []
        for number in 1...4 { actions.append(queue.add(job(refusals) { ran.append("\(number)") })) }
        #expect(actions == [.start, .start, .wait, .wait])
        while let next = queue.next() { next.run() }
        #expect(ran.all == ["3", "4"])
        let next = queue.add(job())
        #expect(next == .start, "a thread has ended")
        let waiting = queue.add(job(refusals))
        #expect(waiting == .wait)
        for job in queue.close() { job.refuse(.closed) }
        #expect(refusals.all == ["closed"])
        let late = queue.add(job())
        #expect(late == .refuse)
    }

    @Test func whatHasNoThreadWaitsForAnotherOneIfThereIsOne() {
        var queue = CallQueue(limit: 2)
        let (first, second, third) = (job(), job(), job())
        let actions = [queue.add(first), queue.add(second), queue.add(third)]
        #expect(actions == [.start, .start, .wait])
        let (waiting, refused) = (queue.startFailed(second).count, queue.startFailed(first).count)
        #expect(waiting == 0)
        #expect(refused == 3, "nobody would run them")
    }

    @Test func aFewThreadsDoEverything() async {
        let (threads, counts, free) = (CallThreads(name: "test", limit: 3), Shared((running: 0, most: 0)), Credits(0))
        await withTaskGroup { group in
            for _ in 0..<30 {
                let answer = Answer<Void>()
                threads.run(
                    job {
                        counts.update { $0 = ($0.running + 1, max($0.most, $0.running + 1)) }
                        _ = free.take(within: .seconds(30))
                        counts.update { $0.running -= 1 }
                        answer.give(())
                    })
                group.addTask { await answer.wait(cancelled: ()) }
            }
            while counts.value.running < 3 { await Task.yield() }
            for _ in 0..<30 { free.add() }
        }
        #expect(counts.value == (0, 3))
    }
}
