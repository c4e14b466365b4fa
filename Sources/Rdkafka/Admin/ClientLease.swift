// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Counts the calls that are inside a client, so that it is destroyed when there is none and can be none any more.
struct ClientLease: ~Copyable {
    /// What whoever changed the count has to do.
    enum Action {
        case nothing
        case destroy
    }

    private(set) var calls = 0
    private var isClosed = false
    private var isLeft = false

    /// Before a call. False when the client is ending: the call may not be made.
    mutating func begin() -> Bool {
        guard !isClosed else { return false }
        calls += 1
        return true
    }

    /// After a call.
    mutating func end() -> Action {
        calls -= 1
        return isLeft && calls == 0 ? .destroy : .nothing
    }

    /// No more calls may begin.
    mutating func close() {
        isClosed = true
    }

    /// Whoever ends the client does not wait any longer: if there are calls, the last one destroys it.
    mutating func leave() -> Action {
        guard !isLeft else { return .nothing }
        isLeft = true
        return calls == 0 ? .destroy : .nothing
    }
}
