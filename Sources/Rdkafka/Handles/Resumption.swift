// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A task that waits for a value. Whoever takes it out of a state resumes it, once: the state machines that hold it see
/// to that, so it needs none of the bookkeeping, nor the allocation, of a checked continuation.
@safe
struct Resumption<Value: Sendable>: Sendable {
    private let continuation: UnsafeContinuation<Value, Never>

    /// Suspends the task until `body`'s resumption is resumed.
    static func wait(_ body: (Resumption) -> Void) async -> Value {
        #if TSAN
        var edge: ResumptionEdge?
        let value = await unsafe withUnsafeContinuation { (continuation: UnsafeContinuation<Value, Never>) in
            edge = unsafe ResumptionEdge(continuation)
            unsafe body(Resumption(continuation: continuation))
        }
        edge?.acquire()
        return value
        #else
        await unsafe withUnsafeContinuation { unsafe body(Resumption(continuation: $0)) }
        #endif
    }

    func resume(returning value: Value) {
        #if TSAN
        unsafe ResumptionEdge(continuation).release()
        ResumptionEdge.ignoring { unsafe continuation.resume(returning: value) }
        #else
        unsafe continuation.resume(returning: value)
        #endif
    }
}

extension Resumption where Value == Void {
    func resume() {
        resume(returning: ())
    }
}
