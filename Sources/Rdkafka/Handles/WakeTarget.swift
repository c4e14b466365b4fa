// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The queue that a poll thread blocks on, as long as it does.
struct WakeTarget: ~Copyable {
    private var queue: QueueHandle?

    init(_ queue: consuming QueueHandle) {
        self.queue = consume queue
    }

    mutating func wake() {
        if let queue = queue.take() {
            queue.wake()
            self.queue = consume queue
        }
    }

    /// Gives the queue back to librdkafka.
    mutating func release() {
        queue = nil
    }
}
