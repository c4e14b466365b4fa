// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Who waits for room to read more, if anybody does. Each wait has a number, so that a timer that comes too late ends
/// none but its own.
struct RoomWaiter {
    typealias Waiter = UnsafeContinuation<Void, Never>

    private var current: (number: Int, waiter: Waiter)?
    private var lastNumber = 0

    /// Somebody waits from now on. The number of this wait.
    mutating func begin(_ waiter: Waiter) -> Int {
        lastNumber += 1
        current = (lastNumber, waiter)
        return lastNumber
    }

    /// Ends the wait: who is to be resumed.
    mutating func end() -> Waiter? {
        defer { current = nil }
        return current?.waiter
    }

    /// The same for one wait only.
    mutating func end(_ number: Int) -> Waiter? {
        current?.number == number ? end() : nil
    }

    /// Waits until the wait is ended, which this does after the time that it may take.
    ///
    /// - Parameters:
    ///   - begin: begins the wait and tells its number; nil when there is nothing to wait for.
    ///   - end: ends the wait of that number.
    /// - Returns: false when there was nothing to wait for.
    static func wait(
        _ time: Duration,
        begin: (Waiter) -> Int?,
        end: @escaping @Sendable (Int) -> Waiter?
    ) async -> Bool {
        var timer: Task<Void, Never>?
        await withUnsafeContinuation { waiter in
            guard let number = begin(waiter) else { return waiter.resume() }
            timer = Task {
                guard (try? await Task.sleep(for: time)) != nil else { return }
                end(number)?.resume()
            }
        }
        guard let timer else { return false }
        timer.cancel()
        return true
    }
}
