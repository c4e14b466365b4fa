// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// How the process ends, by the numbers of sysexits(3).
struct ExitCode: RawRepresentable, Sendable, Equatable {
    let rawValue: Int32

    static let success = ExitCode(rawValue: 0)
    /// A notification is none of those that were asked for.
    static let noMatch = ExitCode(rawValue: 1)
    /// The command line is wrong.
    static let usage = ExitCode(rawValue: 64)
    /// Data that was given is wrong.
    static let data = ExitCode(rawValue: 65)
    /// Something of the system failed: a thread, a socket.
    static let system = ExitCode(rawValue: 71)
    /// Reading or writing failed.
    static let inputOutput = ExitCode(rawValue: 74)
    /// It may work another time: the broker is gone, or the time was up.
    static let temporary = ExitCode(rawValue: 75)
    /// The configuration is wrong.
    static let configuration = ExitCode(rawValue: 78)

    /// A signal ended it, as shells write that.
    static func signal(_ number: Int32) -> ExitCode {
        ExitCode(rawValue: 128 + number)
    }
}

/// Ends the process without what `exit` does besides: threads may still run then, those of a broker that is gone and the
/// one that reads standard input, and nothing is left to be written.
func leave(_ code: ExitCode) -> Never {
    _exit(code.rawValue)
}
