// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// From open to closed, once, however often and from wherever it is asked for.
struct ShutdownLife<Report: Sendable>: ~Copyable {
    typealias Waiter = Resumption<Report>

    enum Action {
        case close
        case wait
        case resume(Report)
    }

    private enum Phase {
        case open
        case closing([Waiter])
        case closed(Report)
    }

    private var phase = Phase.open

    /// Someone wants it closed, and waits for that if there is a `waiter`.
    mutating func shutDown(_ waiter: Waiter?) -> Action {
        switch phase {
        case .open:
            phase = .closing(waiter.map { [$0] } ?? [])
            return .close
        case .closing(let waiters):
            phase = .closing(waiters + (waiter.map { [$0] } ?? []))
            return .wait
        case .closed(let report):
            return .resume(report)
        }
    }

    /// Who waits is to be resumed with the report.
    mutating func closed(_ report: Report) -> [Waiter] {
        guard case .closing(let waiters) = phase else { return [] }
        phase = .closed(report)
        return waiters
    }
}
