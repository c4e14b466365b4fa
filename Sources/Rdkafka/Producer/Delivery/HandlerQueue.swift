// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Brings what librdkafka's threads have to tell to a handler of the program's, several at a time, in a task of its own.
final class HandlerQueue<Element: Sendable>: Sendable {
    private struct Pending {
        var elements: [Element] = []
        var isDraining = false
    }

    private let handler: TaskReleased<@Sendable ([Element]) -> Void>
    private let capacity: Int
    private let activity: HandlerActivity
    private let pending = Lock(Pending())

    /// More than `capacity` at a time are dropped. While the handler is busy, `activity` counts that.
    init(capacity: Int, _ activity: HandlerActivity, handler: @escaping @Sendable ([Element]) -> Void) {
        self.capacity = capacity
        self.activity = activity
        self.handler = TaskReleased(handler)
    }

    /// `make` is called at once. Inside the lock, so that no part of an element is left to this thread when the handler
    /// gets it: a program's value has to end elsewhere.
    func add(_ make: () -> Element?) {
        let starts = pending.withLock { pending in
            if pending.elements.count < capacity, let element = make() { pending.elements.append(element) }
            guard !pending.isDraining else { return false }
            pending.isDraining = true
            activity.begin()
            return true
        }
        if starts { Task.detached { self.drain() } }
    }

    private func drain() {
        let handler = handler.value
        while let elements = take() { handler(elements) }
    }

    private func take() -> [Element]? {
        pending.withLock { pending in
            if pending.elements.isEmpty {
                pending.isDraining = false
                activity.end()
                return nil
            }
            defer { pending.elements = [] }
            return pending.elements
        }
    }
}
