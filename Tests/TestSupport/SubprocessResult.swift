// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a program ended, and all it wrote.
public struct SubprocessResult: Sendable {
    /// An exit code, or the signal that ended the program.
    public enum Exit: Equatable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    /// How the program ended.
    public let exit: Exit
    /// All it wrote to its standard output.
    public let standardOutput: [UInt8]
    /// All it wrote to its standard error.
    public let standardError: [UInt8]

    /// Whether it ended with exit code 0.
    public var succeeded: Bool { exit == .code(0) }
    /// Its standard output as text.
    public var outputText: String { String(decoding: standardOutput, as: UTF8.self) }
    /// Its standard error as text.
    public var errorText: String { String(decoding: standardError, as: UTF8.self) }
    /// The lines of its standard output that are not empty.
    public var outputLines: [String] { outputText.split(separator: "\n").map(String.init) }
}
