// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Runs what blocks on a few threads, in the order in which it comes. They end when nothing is left to do.
final class CallThreads: Sendable {
    private let name: String
    private let queue: Lock<CallQueue>

    /// `limit`: the most threads there are at a time.
    init(name: String, limit: Int) {
        self.name = name
        queue = Lock(CallQueue(limit: limit))
    }

    /// Runs a job, or refuses it.
    func run(_ job: CallQueue.Job) {
        switch queue.withLock({ $0.add(job) }) {
        case .wait: break
        case .refuse: job.refuse(.closed)
        case .start: start(job)
        }
    }

    /// Refuses what waits, and what comes. What runs goes on.
    func close() {
        for job in queue.withLock({ $0.close() }) { job.refuse(.closed) }
    }

    private func start(_ first: CallQueue.Job) {
        let thread = NativeThread(name: name) {
            var job: CallQueue.Job? = first
            while let current = job {
                current.run()
                job = self.queue.withLock { $0.next() }
            }
        }
        guard let thread else {
            for job in queue.withLock({ $0.startFailed(first) }) { job.refuse(.noThread) }
            return
        }
        thread.detach()
    }
}
