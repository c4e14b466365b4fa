// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import TestSupport
import Testing

/// The programs in the folder Python, which run the real oslo.messaging.
enum OsloProgram {
    /// Sends notifications with oslo.messaging's notifier, all of which it says it has sent.
    static func notify(
        url: String, topics: [String], publisherID: String, driver: String = "messagingv2", _ notifications: [JSONValue]
    ) async throws {
        let lines = notifications.map { "\($0)\n" }.joined()
        let result = try await Subprocess.run(
            python(),
            arguments("notify.py")
                + ["--url", url, "--publisher", publisherID, "--driver", driver]
                + topics.flatMap { ["--topic", $0] },
            environment: environment, input: Array(lines.utf8))
        try #require(result.succeeded, "\(result.exit): \(result.errorText)")
        let last = try JSONValue(parsing: try #require(result.outputLines.last))
        try #require(last["sent"]?.intValue == notifications.count, "\(result.errorText)")
    }

    /// Runs oslo.messaging's listener while the body runs; it has started when the body does.
    static func withListener<Result>(
        url: String, topics: [String], pool: String, _ options: [String] = [],
        _ body: (OsloListener) async throws -> Result
    ) async throws -> Result {
        try await Subprocess.withProcess(
            python(),
            arguments("listen.py") + ["--url", url, "--pool", pool] + topics.flatMap { ["--topic", $0] } + options,
            environment: environment
        ) { process in
            try await process.standardError.line(containing: "started")
            return try await body(OsloListener(process: process))
        }
    }

    /// Makes topics, and offsets of a group in them.
    static func setUp(bootstrap: String, group: String, topics: [String]) async throws {
        let result = try await Subprocess.run(
            python(), arguments("kafka_setup.py") + [bootstrap, group] + topics, environment: environment)
        try #require(result.succeeded, "\(result.errorText)")
    }

    /// What oslo.config makes of configurations, a line for each.
    static func options(_ lines: [String]) async throws -> [String] {
        let result = try await Subprocess.run(
            python(), arguments("options.py"), environment: environment, input: Array(lines.joined().utf8))
        try #require(result.succeeded, "\(result.exit): \(result.errorText)")
        return result.outputLines
    }

    private static func python() throws -> String { try #require(OsloPython.path) }

    static func arguments(_ program: String) throws -> [String] {
        let folder = try #require(Bundle.module.resourcePath)
        return ["-W", "ignore", "\(folder)/Python/\(program)"]
    }

    static let environment: [String: String?] = ["PYTHONDONTWRITEBYTECODE": "1"]
}
