// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a poll thread has to do besides waiting for events: jobs at once, timers when they are due.
struct PollInbox: ~Copyable {
    typealias Job = @Sendable () -> Void

    /// What the thread does next.
    enum Action {
        /// Run these, then ask again.
        case run([Job])
        /// Wait for an event, at most so long; nil is for ever.
        case wait(Duration?)
        /// End.
        case stop
    }

    typealias TimerID = TimerQueue.ID

    private var jobs: [Job] = []
    private var timers = TimerQueue()
    private var isStopping = false

    /// False when the thread has ended, or is about to: the job will not run.
    mutating func add(_ job: @escaping Job) -> Bool {
        guard !isStopping else { return false }
        jobs.append(job)
        return true
    }

    /// `isFirst`: whether the thread has to be woken for it, since it waits for a later one, or none. A timer that
    /// comes after the end will not run.
    mutating func addTimer(due: ContinuousClock.Instant, _ job: @escaping Job) -> (id: TimerID, isFirst: Bool) {
        let added = timers.add(due: due, job)
        guard isStopping else { return added }
        timers.remove(added.id)
        return (added.id, false)
    }

    mutating func removeTimer(_ id: TimerID) {
        timers.remove(id)
    }

    mutating func stop() {
        isStopping = true
    }

    mutating func next(now: ContinuousClock.Instant) -> Action {
        if !jobs.isEmpty {
            defer { jobs = [] }
            return .run(jobs)
        }
        if isStopping { return .stop }
        guard let first = timers.firstDue else { return .wait(nil) }
        return first <= now ? .run(timers.takeDue(now)) : .wait(first - now)
    }
}
