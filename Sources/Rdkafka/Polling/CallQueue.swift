// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Jobs that block, for a few threads: those that find none free wait their turn.
struct CallQueue: ~Copyable {
    /// Why a job will not run.
    enum Refusal: Sendable {
        case closed
        case noThread
    }

    /// It is run or refused, once.
    struct Job: Sendable {
        let run: @Sendable () -> Void
        let refuse: @Sendable (Refusal) -> Void
    }

    enum Action {
        /// Begin a thread that runs the job.
        case start
        case wait
        case refuse
    }

    private let limit: Int
    private var threads = 0
    private var jobs: [Job] = []
    private var isClosed = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Somebody wants a job done.
    mutating func add(_ job: Job) -> Action {
        guard !isClosed else { return .refuse }
        if threads < limit {
            threads += 1
            return .start
        }
        jobs.append(job)
        return .wait
    }

    /// A thread has done its job: the next one; nil when it is to end.
    mutating func next() -> Job? {
        guard !jobs.isEmpty else {
            threads -= 1
            return nil
        }
        return jobs.removeFirst()
    }

    /// The system had no thread for this one. It waits for another's, unless there is none: then these are to be
    /// refused.
    mutating func startFailed(_ job: Job) -> [Job] {
        threads -= 1
        jobs.append(job)
        guard threads == 0 || isClosed else { return [] }
        return takeJobs()
    }

    /// Takes no job any more. Those that wait are to be refused.
    mutating func close() -> [Job] {
        isClosed = true
        return takeJobs()
    }

    private mutating func takeJobs() -> [Job] {
        defer { jobs = [] }
        return jobs
    }
}
