// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Runs the end of a client once, on a thread of its own, and tells it to everybody who waits.
final class Shutdown<Report: Sendable>: Sendable {
    typealias Waiter = ShutdownLife<Report>.Waiter

    /// It is done.
    let ended = EndSignal()
    private let life = Lock(ShutdownLife<Report>())

    /// Starts `close`, unless that has begun, and resumes `waiter` when it is done.
    func begin(_ waiter: Waiter?, _ close: @escaping @Sendable () -> Report) {
        switch life.withLock({ $0.shutDown(waiter) }) {
        case .wait: break
        case .resume(let report): waiter?.resume(returning: report)
        case .close:
            let run: @Sendable () -> Void = {
                let report = close()
                for waiter in self.life.withLock({ $0.closed(report) }) { waiter.resume(returning: report) }
                self.ended.end()
            }
            // Without a thread the closing is the caller's to do: better late than never.
            if let thread = NativeThread(name: "kafka-close", run) { thread.detach() } else { run() }
        }
    }
}
