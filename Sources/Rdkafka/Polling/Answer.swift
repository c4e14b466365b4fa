// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A value that comes once, and the task that waits for it, which may stop to.
final class Answer<Value: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(Resumption<Value>)
        case come(Value)
        case over
    }

    private let state = Lock(State.open)

    /// The value is there; false when there was one already.
    @discardableResult
    func give(_ value: Value) -> Bool {
        let (isFirst, waiter) = state.withLock { state -> (Bool, Resumption<Value>?) in
            switch state {
            case .open:
                state = .come(value)
                return (true, nil)
            case .waiting(let waiter):
                state = .over
                return (true, waiter)
            case .come, .over:
                return (false, nil)
            }
        }
        waiter?.resume(returning: value)
        return isFirst
    }

    /// Whether somebody still wants it, and it has not come.
    var isOpen: Bool {
        state.withLock { state in
            switch state {
            case .open, .waiting: true
            case .come, .over: false
            }
        }
    }

    /// Waits for the value, or for the task to be cancelled, which makes it `cancelled`. Once.
    func wait(cancelled: Value) async -> Value {
        await withTaskCancellationHandler {
            await Resumption.wait { (waiter: Resumption<Value>) in
                let value = state.withLock { state -> Value? in
                    guard case .come(let value) = state else {
                        state = .waiting(waiter)
                        return nil
                    }
                    state = .over
                    return value
                }
                if let value { waiter.resume(returning: value) }
            }
        } onCancel: {
            give(cancelled)
        }
    }
}
