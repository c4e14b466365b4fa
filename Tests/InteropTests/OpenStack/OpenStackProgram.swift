// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import TestSupport
import Testing

/// The programs in the folder Python that run the real Ceilometer and Monasca.
enum OpenStackProgram {
    /// Runs a program that is given lines and says how many it has sent, which must be all.
    static func send(_ program: String, _ arguments: [String], _ lines: [JSONValue]) async throws {
        let input = lines.map { "\($0)\n" }.joined()
        let result = try await Subprocess.run(
            python(), OsloProgram.arguments(program) + arguments, environment: OsloProgram.environment,
            input: Array(input.utf8))
        try #require(result.succeeded, "\(result.exit): \(result.errorText)")
        let last = try JSONValue(parsing: try #require(result.outputLines.last))
        try #require(last["sent"]?.intValue == lines.count, "\(result.errorText)")
    }

    /// Runs a program to its end, and returns what it writes.
    static func output(_ program: String, _ arguments: [String]) async throws -> [JSONValue] {
        let result = try await Subprocess.run(
            python(), OsloProgram.arguments(program) + arguments, environment: OsloProgram.environment)
        try #require(result.succeeded, "\(result.exit): \(result.errorText)")
        return try result.outputLines.map { try JSONValue(parsing: $0) }
    }

    /// Runs a program while the body runs. It ends with its standard input, and takes what it has started with it; where
    /// it ends otherwise, that is an issue of the test with all that it has said.
    static func whileRunning<Result>(
        _ program: String, _ arguments: [String], _ body: (Subprocess) async throws -> Result
    ) async throws -> Result {
        try await Subprocess.withProcess(
            python(), OsloProgram.arguments(program) + arguments, environment: OsloProgram.environment
        ) { process in
            try await TestSupport.whileRunning(
                {
                    let result = await process.result()
                    try #require(result.succeeded, "\(program): \(result.exit): \(result.errorText)")
                },
                endedBy: { process.closeInput() }
            ) { try await body(process) }
        }
    }

    private static func python() throws -> String { try #require(OpenStackPython.path) }
}
