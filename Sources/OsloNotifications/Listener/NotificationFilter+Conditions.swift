// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Filters of one condition. One whose pattern is wrong is refused when the listener is made that it is for; see
/// ``NotificationFilter/problem``.
extension NotificationFilter {
    /// Those whose event type matches.
    public static func eventType(_ pattern: String) -> NotificationFilter {
        make(.eventType, pattern)
    }

    /// Those whose publisher's id matches.
    public static func publisherID(_ pattern: String) -> NotificationFilter {
        make(.publisherID, pattern)
    }

    /// Those whose context has a string that matches under this key.
    public static func context(_ key: String, _ pattern: String) -> NotificationFilter {
        make(.context(key), pattern)
    }

    /// Those whose payload is an object and has a string that matches under this key.
    public static func payload(_ key: String, _ pattern: String) -> NotificationFilter {
        make(.payload(key), pattern)
    }

    /// Those whose `message_id` or `timestamp` matches: there is no other metadata.
    public static func metadata(_ key: String, _ pattern: String) -> NotificationFilter {
        make(.metadata(key), pattern)
    }

    /// Those whose event type begins so; not a pattern.
    public static func eventType(prefix: String) -> NotificationFilter {
        NotificationFilter(beginning: prefix, of: .eventType)
    }

    /// Those whose publisher's id begins so; not a pattern.
    public static func publisherID(prefix: String) -> NotificationFilter {
        NotificationFilter(beginning: prefix, of: .publisherID)
    }

    private static func make(_ field: Field, _ pattern: String) -> NotificationFilter {
        do {
            return try NotificationFilter(field, pattern)
        } catch {
            return NotificationFilter(problem: error)
        }
    }
}
