// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka
internal import Synchronization

/// Tells the task of a lane, which looks at it before each record, to end; and what the task waits for meanwhile.
final class ClosingFlag: Sendable {
    private struct Cancellations {
        var all: [Int: @Sendable () -> Void] = [:]
        var lastID = 0
    }

    private let closing = Atomic(false)
    private let cancellations = Lock(Cancellations())

    var isSet: Bool { closing.load(ordering: .acquiring) }

    func set() {
        closing.store(true, ordering: .releasing)
        for cancel in cancellations.withLock({ Array($0.all.values) }) { cancel() }
    }

    /// Does something in a task that is cancelled when this is set.
    func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        let task = Task { await work() }
        let id = cancellations.withLock { cancellations in
            cancellations.lastID += 1
            cancellations.all[cancellations.lastID] = { task.cancel() }
            return cancellations.lastID
        }
        defer { cancellations.withLock { _ = $0.all.removeValue(forKey: id) } }
        // Whoever set it before that did not see the task.
        if isSet { task.cancel() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
