// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A field, and what its text has to be like.
struct FieldCondition: Sendable {
    private enum Test: Sendable {
        case pattern(Pattern)
        case beginning(String)
    }

    let field: NotificationFilter.Field
    private let test: Test

    init(_ field: NotificationFilter.Field, _ pattern: String) throws(NotificationError) {
        self.field = field
        do {
            test = .pattern(try Pattern(pattern))
        } catch {
            throw NotificationError(error, pattern, of: field)
        }
    }

    init(_ field: NotificationFilter.Field, beginning: String) {
        self.field = field
        test = .beginning(beginning)
    }

    func matches(_ notification: ReceivedNotification) -> Bool {
        notification.hasText(in: field) { text in
            switch test {
            case .pattern(let pattern): pattern.matches(text)
            case .beginning(let beginning): text.has(beginning, at: 0)
            }
        }
    }
}
