// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// A value that one thread at a time may touch.
///
/// `Mutex`, with an edge that ThreadSanitizer sees: its slow path is in a library that is not instrumented, so that
/// every contended lock would be reported as a race.
package struct Lock<Value: ~Copyable>: ~Copyable {
    private let mutex: Mutex<Value>
    #if TSAN
    private let edge = Atomic<UInt8>(0)
    #endif

    /// A lock over `value`.
    package init(_ value: consuming sending Value) {
        mutex = Mutex(value)
    }

    /// Runs `body` while no other thread is inside.
    package borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        #if TSAN
        return try mutex.withLock { value throws(Failure) in
            _ = edge.load(ordering: .acquiring)
            defer { edge.store(0, ordering: .releasing) }
            return try body(&value)
        }
        #else
        return try mutex.withLock(body)
        #endif
    }
}

extension Lock: Sendable where Value: ~Copyable {}
