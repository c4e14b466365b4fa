// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc
internal import Rdkafka

/// SIGINT and SIGTERM, taken by one thread that waits for them, so that whatever a command does then runs as ordinary
/// code.
final class Signals: Sendable {
    typealias Handler = @Sendable (Int32) -> Void

    private let handler = Lock<Handler?>(nil)

    /// Blocks the signals for this thread and those that it makes from now on. SIGPIPE becomes an error of the write.
    init() {
        signal(SIGPIPE, SIG_IGN)
        var set = Self.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Signals that come together are one: timeout(1), for one, sends its signal to the process and to its group.
    private static let together: Duration = .seconds(1)

    /// What to do at the first signal instead of ending at once; a later one ends the process in any case.
    func atFirst(_ body: @escaping Handler) {
        handler.withLock { $0 = body }
    }

    /// Waits for signals, for as long as the process lives.
    func dispatchForever() -> Never {
        var set = Self.set
        var handledAt: ContinuousClock.Instant?
        while true {
            var number: Int32 = 0
            guard sigwait(&set, &number) == 0 else { continue }
            let body = handler.withLock { handler in
                defer { handler = nil }
                return handler
            }
            if let body {
                handledAt = .now
                body(number)
            } else if handledAt.map({ .now - $0 >= Self.together }) ?? true {
                leave(.signal(number))
            }
        }
    }

    private static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        return set
    }
}
