// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Glibc

/// What a thread of ours may still do before it has to wait for others.
@safe
final class Credits: @unchecked Sendable {
    // A POSIX semaphore, which any thread may post or wait for.
    private let semaphore: UnsafeMutablePointer<sem_t>

    init(_ count: Int) {
        unsafe semaphore = .allocate(capacity: 1)
        unsafe sem_init(semaphore, 0, UInt32(count))
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func add() {
        unsafe sem_post(semaphore)
    }

    /// Takes one, blocking for so long at most; false when there was none.
    func take(within duration: Duration) -> Bool {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = duration.components
        let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
        var deadline = timespec(
            tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        while unsafe crdkafka_wait_until(semaphore, &deadline) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }
}
