// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Owns a value and gives it up in a task, whichever thread drops the last reference to its owner: what it holds is a
/// program's, whose deinit must not run on librdkafka's threads.
@safe
struct TaskReleased<Value: Sendable>: ~Copyable, Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    // Owned; unmanaged, as a reference that a task holds too would still be given up here, maybe after the task's.
    private let box: Unmanaged<Box>

    init(_ value: Value) {
        unsafe box = .passRetained(Box(value))
    }

    deinit {
        let box = unsafe box
        Task.detached { unsafe box.release() }
    }

    /// Not on a thread of librdkafka's.
    var value: Value { unsafe box.takeUnretainedValue().value }
}
