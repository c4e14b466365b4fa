// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import TestSupport

/// oslo.messaging's listener, while it runs.
struct OsloListener: Sendable {
    let process: Subprocess

    /// Takes each line it writes, until its output ends.
    func forEachLine(_ body: (JSONValue) -> Void) async throws {
        var count = 0
        while let lines = try? await process.standardOutput.lines(atLeast: count + 1) {
            for line in lines[count...] { body(try JSONValue(parsing: line)) }
            count = lines.count
        }
    }

    /// Waits until it has handled so many notifications, and returns these.
    func handled(atLeast count: Int) async throws -> [HandledNotification] {
        let lines = try await process.standardOutput.waitForLines { lines in
            lines.count { $0.contains(HandledNotification.mark) } >= count ? lines : nil
        }
        return try lines.compactMap { HandledNotification(try JSONValue(parsing: $0)) }
    }

    /// Waits for the line that says that all numbers have come.
    func summary() async throws -> JSONValue {
        try JSONValue(parsing: try await process.standardOutput.line(containing: "distinct"))
    }

    /// Has it leave its group and end, as it does when its service is stopped.
    func stop() async throws {
        process.closeInput()
        let result = await process.result()
        guard result.succeeded else { throw SubprocessError.outputEnded(output: result.errorText) }
    }
}

/// A notification as an endpoint of oslo.messaging got it.
struct HandledNotification: Sendable {
    static let mark = "\"handled\""

    /// The name of the endpoint's method.
    let priority: String?
    let context: JSONValue?
    let publisherID: JSONValue?
    let eventType: JSONValue?
    let payload: JSONValue?
    let messageID: String?
    let timestamp: String?

    /// Nil for a line that says something else.
    init?(_ line: JSONValue) {
        guard let handled = line["handled"] else { return nil }
        priority = handled.stringValue
        context = line["ctxt"]
        publisherID = line["publisher_id"]
        eventType = line["event_type"]
        payload = line["payload"]
        messageID = line["metadata"]?["message_id"]?.stringValue
        timestamp = line["metadata"]?["timestamp"]?.stringValue
    }
}
