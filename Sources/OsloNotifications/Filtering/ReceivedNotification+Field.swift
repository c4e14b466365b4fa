// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ReceivedNotification {
    /// Whether a field is there and a string, and its text passes a test. Nothing else is read, and nothing is built
    /// unless the string has escapes in it.
    func hasText(in field: NotificationFilter.Field, _ test: (Span<UInt8>) -> Bool) -> Bool {
        guard let place = place(of: field) else { return false }
        return hasText(at: place, test)
    }

    private func place(of field: NotificationFilter.Field) -> FieldPlace? {
        switch field {
        case .publisherID: fields.publisherID
        case .eventType: fields.eventType
        case .metadata("message_id"): fields.messageID
        case .metadata("timestamp"): fields.timestamp
        case .metadata: nil
        case .payload(let key): place(of: key, in: fields.payload, depth: 1)
        case .context(let key):
            if fields.context.isMissing, fields.hasFlatContext {
                place(of: MessageFields.flatContextPrefix + key, inObjectAt: start, 0)
            } else {
                place(of: key, in: fields.context, depth: 1)
            }
        }
    }

    private func place(of key: String, in object: FieldPlace, depth: Int) -> FieldPlace? {
        guard !object.isMissing, text[object.range.lowerBound] == UInt8(ascii: "{") else { return nil }
        return place(of: key, inObjectAt: object.range.lowerBound, depth)
    }

    /// Of members with one key the last one counts.
    private func place(of key: String, inObjectAt start: Int, _ depth: Int) -> FieldPlace? {
        var found: FieldPlace?
        var position = start
        let span = text.span
        // The document has been checked when it was read, so this can't fail.
        try? JSONScanner.scanObject(span, at: &position, form) { token, position throws(WireError) in
            let start = position
            try JSONScanner.skipValue(span, at: &position, form, depth: depth + 1)
            if Self.is(token, key, span) { found = FieldPlace(start: start, end: position) }
        }
        return found
    }

    private static func `is`(_ token: StringToken, _ key: String, _ text: Span<UInt8>) -> Bool {
        guard token.isEscaped else {
            return token.end - token.start == key.utf8.count && text.has(key, at: token.start)
        }
        guard case .string(let name)? = try? JSONText(token, in: text) else { return false }
        return name.utf8.elementsEqual(key.utf8)
    }

    private func hasText(at place: FieldPlace, _ test: (Span<UInt8>) -> Bool) -> Bool {
        let span = text.span
        guard !place.isMissing, span.isQuote(at: place.range.lowerBound, form) else { return false }
        var position = place.range.lowerBound
        // As above.
        guard let token = try? JSONScanner.scanString(span, at: &position, form) else { return false }
        guard token.isEscaped else { return test(span.extracting(token.start..<token.end)) }
        switch try? JSONText(token, in: span) {
        case .string(let text)?: return test(text.utf8.span)
        case .illFormed(let text)?: return test(text.bytes.span)
        case nil: return false
        }
    }
}
