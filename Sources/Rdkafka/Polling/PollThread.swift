// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The thread that waits for a client's events, and runs what has to run beside them.
///
/// It blocks in librdkafka until there is an event, a job or a timer that is due: it has no tick of its own.
final class PollThread: Sendable {
    private let loop: PollLoop
    private let thread: NativeThread

    /// Starts the thread. `handle` gets each event, on the thread.
    init(
        name: String,
        queue: consuming QueueHandle,
        handle: @escaping @Sendable (borrowing EventHandle) -> Void
    ) throws(KafkaError) {
        let loop = PollLoop(queue)
        guard let thread = NativeThread(name: name, { loop.run(handle) }) else {
            throw KafkaError(.broker, "the system has no thread left for \(name)", isRetriable: true)
        }
        self.loop = loop
        self.thread = thread
    }

    /// Runs `job` on the thread, soon. False when the thread has been told to stop: the job will not run.
    @discardableResult
    func run(_ job: @escaping PollInbox.Job) -> Bool {
        guard loop.inbox.withLock({ $0.add(job) }) else { return false }
        loop.wake()
        return true
    }

    /// Runs `job` on the thread at `due`, unless it is taken back.
    func schedule(at due: ContinuousClock.Instant, _ job: @escaping PollInbox.Job) -> PollInbox.TimerID {
        let id = loop.inbox.withLock { $0.addTimer(due: due, job) }
        loop.wake()
        return id
    }

    func cancel(_ timer: PollInbox.TimerID) {
        loop.inbox.withLock { $0.removeTimer(timer) }
    }

    /// Ends the thread and gives its reference to the queue back. Blocks; not from the thread itself.
    func stop() {
        loop.inbox.withLock { $0.stop() }
        loop.wake()
        thread.join()
    }
}
