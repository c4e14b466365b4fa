// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// How a program ends, by the numbers of sysexits(3), which are those of `oslo-notify`.
package struct ExitCode: RawRepresentable, Sendable, Equatable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    package static let success = ExitCode(rawValue: 0)
    /// The command line is wrong.
    package static let usage = ExitCode(rawValue: 64)
    /// Data that was given is wrong.
    package static let data = ExitCode(rawValue: 65)
    /// Reading or writing failed.
    package static let inputOutput = ExitCode(rawValue: 74)
    /// It may work another time: the broker is gone, or the time was up.
    package static let temporary = ExitCode(rawValue: 75)
    /// The configuration is wrong.
    package static let configuration = ExitCode(rawValue: 78)

    /// Ends the process without what `exit` does besides: threads of a broker that is gone may still run, and nothing is
    /// left to be written.
    package func leave() -> Never { _exit(rawValue) }
}
