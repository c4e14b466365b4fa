// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Calls that wait for their answer, by the token that the answer brings. Whoever takes a call out resumes it.
struct PendingCalls<Call>: ~Copyable {
    private var lastToken: UInt = 0
    private var calls: [UInt: Call] = [:]
    private var isClosed = false

    /// How many wait.
    var count: Int { calls.count }

    /// A token that no other call has; never 0.
    mutating func nextToken() -> UInt {
        lastToken += 1
        return lastToken
    }

    /// False when no answer can come any more.
    mutating func add(_ token: UInt, _ call: Call) -> Bool {
        guard !isClosed else { return false }
        calls[token] = call
        return true
    }

    func contains(_ token: UInt) -> Bool {
        calls[token] != nil
    }

    /// Nil when the call has been taken by somebody else: by an answer, a cancellation, a deadline or the end.
    mutating func take(_ token: UInt) -> Call? {
        calls.removeValue(forKey: token)
    }

    /// Takes no more calls, and gives those out that wait.
    mutating func close() -> [Call] {
        isClosed = true
        defer { calls = [:] }
        return Array(calls.values)
    }
}
