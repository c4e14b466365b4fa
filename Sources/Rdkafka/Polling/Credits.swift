// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// What a thread of ours may still do before it has to wait for others.
final class Credits: @unchecked Sendable {
    // A POSIX semaphore, which any thread may post or wait for.
    private let semaphore: UnsafeMutablePointer<sem_t>

    init(_ count: Int) {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, UInt32(count))
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func add() {
        sem_post(semaphore)
    }

    /// Takes one, blocking until there is one.
    func take() {
        while sem_wait(semaphore) != 0 {}
    }
}
