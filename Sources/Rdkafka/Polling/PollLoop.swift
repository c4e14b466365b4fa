// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a poll thread runs, and what others need to reach it.
final class PollLoop: Sendable {
    let inbox = Lock(PollInbox())
    /// Gone when the loop has ended, so that nobody wakes a queue that is destroyed.
    private let queue: Lock<WakeTarget>
    private let polled: PolledQueue

    init(_ queue: consuming QueueHandle) {
        polled = PolledQueue(queue.pointer)
        self.queue = Lock(WakeTarget(queue))
    }

    /// Ends the wait for an event.
    func wake() {
        queue.withLock { $0.wake() }
    }

    func run(_ handle: (borrowing EventHandle) -> Void) {
        while true {
            switch inbox.withLock({ $0.next(now: .now) }) {
            case .run(let jobs):
                for job in jobs { job() }
            case .wait(let duration):
                if let event = polled.poll(milliseconds: duration.map(\.pollMilliseconds) ?? -1) { handle(event) }
            case .stop:
                return queue.withLock { $0.release() }
            }
        }
    }
}
