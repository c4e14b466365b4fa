// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// What other tasks hand over, in the order in which it comes, for any number of tasks to wait on.
public final class Collected<Element: Sendable>: Sendable {
    private struct Waiter {
        let isSatisfied: @Sendable ([Element]) -> Bool
        let continuation: CheckedContinuation<[Element]?, Never>
    }

    private struct State {
        var elements: [Element] = []
        var waiters: [UInt64: Waiter] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state = Lock(State())

    /// Nothing yet.
    public init() {}

    /// All so far.
    public var elements: [Element] { state.withLock { $0.elements } }

    /// How many there are so far.
    public var count: Int { state.withLock { $0.elements.count } }

    /// Adds one.
    public func append(_ element: Element) {
        let satisfied = state.withLock { state in
            state.elements.append(element)
            var satisfied: [(Waiter, [Element])] = []
            for (id, waiter) in state.waiters where waiter.isSatisfied(state.elements) {
                state.waiters[id] = nil
                satisfied.append((waiter, state.elements))
            }
            return satisfied
        }
        for (waiter, elements) in satisfied { waiter.continuation.resume(returning: elements) }
    }

    /// Waits until there are so many, and returns all there are by then.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first, as at the end of a test's time limit.
    @discardableResult
    public func waitForCount(_ count: Int) async throws -> [Element] {
        try await wait { $0.count >= count }
    }

    /// Waits until what there is satisfies a condition, and returns it. It is asked again for each that comes.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first, as at the end of a test's time limit.
    @discardableResult
    public func wait(until isSatisfied: @escaping @Sendable ([Element]) -> Bool) async throws -> [Element] {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let elements = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let now: [Element]?? = state.withLock { state in
                    if isSatisfied(state.elements) { return state.elements }
                    if Task.isCancelled { return .some(nil) }
                    state.waiters[id] = Waiter(isSatisfied: isSatisfied, continuation: continuation)
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume(returning: nil)
        }
        guard let elements else { throw CancellationError() }
        return elements
    }
}
