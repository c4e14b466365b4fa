// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where the fields of a notification stand in its document. Of fields that come twice the last one counts.
struct MessageFields: Sendable {
    var messageID = FieldPlace.none
    var publisherID = FieldPlace.none
    var eventType = FieldPlace.none
    var priority = FieldPlace.none
    var payload = FieldPlace.none
    var timestamp = FieldPlace.none
    var context = FieldPlace.none
    /// Whether there are `_context_…` fields, as on RabbitMQ.
    var hasFlatContext = false

    static let flatContextPrefix = "_context_"

    /// Finds the fields of the document that begins at `start`, and checks the whole of it.
    init(_ text: Span<UInt8>, at start: Int) throws(WireError) {
        var position = start
        var fields = MessageFields()
        var isNotification = false
        try JSONScanner.scanObject(text, at: &position, .plain) { key, position throws(WireError) in
            let start = position
            try JSONScanner.skipValue(text, at: &position, .plain, depth: 1)
            if fields.take(key, FieldPlace(start: start, end: position), text) { isNotification = true }
        }
        try JSONScanner.scanEnd(text, at: &position, .plain)
        try Self.check(isNotification, start)
        self = fields
    }

    /// The same for a document in a string of another one, as far as ``EmbeddedScanner`` reads it.
    init(embedded text: Span<UInt8>, at start: Int) throws(WireError) {
        var fields = MessageFields()
        var isNotification = false
        try EmbeddedScanner.scanObject(text, at: start) { key, place in
            if fields.take(key, place, text) { isNotification = true }
        }
        try Self.check(isNotification, start)
        self = fields
    }

    private static func check(_ isNotification: Bool, _ start: Int) throws(WireError) {
        guard isNotification else {
            throw WireError(.notANotification, "the object has none of a notification's fields", offset: start)
        }
    }

    private init() {}

    /// Notes the field if it is one of a notification's.
    private mutating func take(_ key: StringToken, _ place: FieldPlace, _ text: Span<UInt8>) -> Bool {
        if key.isEscaped {
            // Nobody escapes these names, but a reader must not depend on that.
            guard let name = try? JSONText(key, in: text).repaired else { return false }
            let quoted = "\"\(name)\""
            return take(StringToken(start: 1, end: quoted.utf8.count - 1, isEscaped: false), place, quoted.utf8.span)
        }
        switch FieldName(text, key) {
        case .payload: payload = place
        case .priority: priority = place
        case .context: context = place
        case .timestamp: timestamp = place
        case .messageID: messageID = place
        case .eventType: eventType = place
        case .publisherID: publisherID = place
        default:
            guard key.end &- key.start >= 10, text.has(Self.flatContextPrefix, at: key.start) else { return false }
            hasFlatContext = true
        }
        return true
    }
}
