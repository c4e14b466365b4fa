// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What keeps a test from running another program.
public enum SubprocessError: Error, CustomStringConvertible {
    /// The program could not be started; the reason is the system's.
    case notStarted(path: String, reason: String)
    /// The program's output ended, or the waiting task was cancelled, before what was waited for appeared in it.
    case outputEnded(output: String)

    /// What happened, with the output where there is one.
    public var description: String {
        switch self {
        case .notStarted(let path, let reason): "could not start '\(path)': \(reason)"
        case .outputEnded(let output): "what was waited for did not appear in the program's output:\n\(output)"
        }
    }
}
