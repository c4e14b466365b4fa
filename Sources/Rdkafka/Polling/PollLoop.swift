// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a poll thread runs, and what others reach it through.
final class PollLoop: Sendable {
    private let inbox = Lock(PollInbox())
    /// Gone when the loop has ended, so that nobody wakes a queue that is destroyed.
    private let queue: Lock<WakeTarget>
    private let polled: PolledQueue

    init(_ queue: consuming QueueHandle) {
        polled = PolledQueue(queue)
        self.queue = Lock(WakeTarget(queue))
    }

    /// Runs `job` on the thread, soon. False when the thread has been told to stop: the job will not run.
    @discardableResult
    func perform(_ job: @escaping PollInbox.Job) -> Bool {
        guard inbox.withLock({ $0.add(job) }) else { return false }
        wake()
        return true
    }

    /// Runs `job` on the thread at `due`, unless it is taken back.
    func schedule(at due: ContinuousClock.Instant, _ job: @escaping PollInbox.Job) -> PollInbox.TimerID {
        let (id, isFirst) = inbox.withLock { $0.addTimer(due: due, job) }
        if isFirst { wake() }
        return id
    }

    func cancel(_ timer: PollInbox.TimerID) {
        inbox.withLock { $0.removeTimer(timer) }
    }

    func stop() {
        inbox.withLock { $0.stop() }
        wake()
    }

    /// The thread's body.
    func run(_ handle: (borrowing EventHandle, PollLoop) -> Void) {
        while true {
            switch inbox.withLock({ $0.next(now: .now) }) {
            case .run(let jobs):
                for job in jobs { job() }
            case .wait(let duration):
                if let event = polled.poll(milliseconds: duration.map(\.pollMilliseconds) ?? -1) { handle(event, self) }
            case .stop:
                return queue.withLock { $0.release() }
            }
        }
    }

    /// Ends the wait that is under way, or comes next, to look for jobs and timers.
    func wake() {
        queue.withLock { $0.wake() }
    }
}
