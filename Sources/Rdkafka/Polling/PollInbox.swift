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

    /// Names a timer, so that it can be taken back.
    struct TimerID: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    private var jobs: [Job] = []
    private var timers: [TimerID: (due: ContinuousClock.Instant, job: Job)] = [:]
    private var timerCount: UInt64 = 0
    private var isStopping = false

    /// False when the thread has ended, or is about to: the job will not run.
    mutating func add(_ job: @escaping Job) -> Bool {
        guard !isStopping else { return false }
        jobs.append(job)
        return true
    }

    mutating func addTimer(due: ContinuousClock.Instant, _ job: @escaping Job) -> TimerID {
        timerCount += 1
        let id = TimerID(number: timerCount)
        if !isStopping { timers[id] = (due, job) }
        return id
    }

    mutating func removeTimer(_ id: TimerID) {
        timers[id] = nil
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
        guard let first = timers.values.map(\.due).min() else { return .wait(nil) }
        guard first <= now else { return .wait(first - now) }
        let due = timers.filter { $0.value.due <= now }.sorted { $0.value.due < $1.value.due }
        for timer in due { timers[timer.key] = nil }
        return .run(due.map(\.value.job))
    }
}
