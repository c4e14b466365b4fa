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

    /// Finds the fields of the document that begins at `position`, and checks the whole of it.
    init(_ text: Span<UInt8>, at start: Int, _ form: JSONForm) throws(WireError) {
        var position = start
        var fields = MessageFields()
        var isNotification = false
        try JSONScanner.scanObject(text, at: &position, form) { key, position throws(WireError) in
            let start = position
            try JSONScanner.skipValue(text, at: &position, form, depth: 1)
            if fields.take(key, FieldPlace(start: start, end: position), text) { isNotification = true }
        }
        try JSONScanner.scanEnd(text, at: &position, form)
        guard isNotification else {
            throw WireError(.notANotification, "the object has none of a notification's fields", offset: start)
        }
        self = fields
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
        switch key.end &- key.start {
        case 7 where text.has("payload", at: key.start): payload = place
        case 8 where text.has("priority", at: key.start): priority = place
        case 8 where text.has("_context", at: key.start): context = place
        case 9 where text.has("timestamp", at: key.start): timestamp = place
        case 10 where text.has("message_id", at: key.start): messageID = place
        case 10 where text.has("event_type", at: key.start): eventType = place
        case 12 where text.has("publisher_id", at: key.start): publisherID = place
        case 10... where text.has(Self.flatContextPrefix, at: key.start): hasFlatContext = true
        default: return false
        }
        return true
    }
}
