// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The `timestamp` of a notification: an instant, or text that is passed on as it came.
public enum MessageTimestamp: Sendable, Hashable {
    /// Written in the form oslo.messaging gives it, `2024-02-29 12:34:56.789012` in UTC.
    case instant(UTCTimestamp)
    /// Written as it is.
    case text(String)

    /// The present moment.
    public static func now() -> MessageTimestamp {
        .instant(.now())
    }
}

extension MessageTimestamp: CustomStringConvertible {
    /// The timestamp as it stands in the message.
    public var description: String {
        switch self {
        case .instant(let instant): instant.messageText
        case .text(let text): text
        }
    }
}
