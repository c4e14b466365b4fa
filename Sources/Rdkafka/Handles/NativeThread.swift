// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

/// A thread of our own, for what blocks: polling, flushing, destroying.
package struct NativeThread: @unchecked Sendable {
    // A pthread_t is a number that any thread may join once.
    private let identifier: pthread_t

    /// Starts a thread that runs `body`. Nil when the system has no thread left.
    package init?(name: String, _ body: @escaping @Sendable () -> Void) {
        let context = unsafe Unmanaged.passRetained(ThreadBody(name: name, body))
        var identifier = pthread_t()
        // A service's signal handlers must run elsewhere, so the thread starts with all signals blocked.
        var all = sigset_t()
        var previous = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, &previous)
        let result = unsafe pthread_create(&identifier, nil, runThreadBody, context.toOpaque())
        unsafe pthread_sigmask(SIG_SETMASK, &previous, nil)
        guard result == 0 else {
            unsafe context.release()
            return nil
        }
        self.identifier = identifier
    }

    /// Blocks until the thread has ended. Once, and not from the thread itself.
    package func join() {
        pthread_join(identifier, nil)
    }

    package func detach() {
        pthread_detach(identifier)
    }

    /// Blocks the calling thread, which is one of ours.
    package static func pause(microseconds: UInt32) {
        usleep(microseconds)
    }

    /// Runs `body` on a thread of its own and suspends, without blocking, until it is done.
    package static func run<Result: Sendable>(
        _ name: String,
        _ body: @escaping @Sendable () -> Result
    ) async throws(KafkaError) -> Result {
        let result: Result? = await Resumption.wait { continuation in
            let thread = NativeThread(name: name) { continuation.resume(returning: body()) }
            guard let thread else { return continuation.resume(returning: nil) }
            thread.detach()
        }
        guard let result else {
            throw KafkaError(.broker, "the system has no thread left for \(name)", isRetriable: true)
        }
        return result
    }
}

private final class ThreadBody: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, _ body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func runThreadBody(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let thread = unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue()
    unsafe crdkafka_name_thread(thread.name)
    thread.body()
    return nil
}
