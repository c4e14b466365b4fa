// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// A notification on one line.
enum NotificationLine {
    /// For programs: a JSON object.
    static func json(_ notification: ReceivedNotification) -> [UInt8] {
        notification.jsonBytes + [UInt8(ascii: "\n")]
    }

    /// For people: when, how important, what, from whom, and the payload.
    static func readable(_ notification: ReceivedNotification, payloadLimit: Int = .max) -> [UInt8] {
        let fields = [
            notification.timestamp ?? "-",
            (notification.priority?.word ?? notification.priorityText ?? "-").padded(to: 8),
            notification.eventType ?? "-",
            notification.publisherID ?? "-",
        ]
        let payload = notification.payloadJSONBytes
        var line = fields.map(printable).joined(separator: "  ") + "  "
        line += String(decoding: payload.prefix(payloadLimit), as: UTF8.self)
        if payload.count > payloadLimit { line += "... (\(payload.count) bytes)" }
        return Array("\(line)\n".utf8)
    }

    /// The text without anything that a terminal would obey.
    private static func printable(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{2028}" }
        return isPlain ? text : JSONValue(text).description
    }
}
