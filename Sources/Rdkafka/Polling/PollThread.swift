// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The thread that waits for a client's events, and runs what has to run beside them.
///
/// It blocks in librdkafka until there is an event, a job or a timer that is due: it has no tick of its own.
final class PollThread: Sendable {
    /// Gives the thread jobs and timers.
    let loop: PollLoop
    private let thread: NativeThread

    /// Starts the thread. `handle` gets each event, on the thread.
    init(
        name: String,
        queue: consuming QueueHandle,
        handle: @escaping @Sendable (borrowing EventHandle, PollLoop) -> Void
    ) throws(KafkaError) {
        let loop = PollLoop(queue)
        guard let thread = NativeThread(name: name, { loop.run(handle) }) else {
            throw KafkaError(.broker, "the system has no thread left for \(name)", isRetriable: true)
        }
        self.loop = loop
        self.thread = thread
    }

    /// Ends the thread and gives its reference to the queue back. Blocks; not from the thread itself.
    func stop() {
        loop.stop()
        thread.join()
    }
}
