// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// A notification that was read: its document, of which the parts are made when they are asked for.
///
/// Nothing is kept between two askings, so keep what is needed more than once.
public struct ReceivedNotification: Sendable {
    /// What the inner document stands in: UTF-8, but for lone surrogates that the envelope's escapes made.
    let text: [UInt8]
    /// How the document stands there.
    let form: JSONForm
    /// Where it begins.
    let start: Int
    let fields: MessageFields

    /// The priority; `nil` when it is missing or not one of the seven, then see ``priorityText``.
    public let priority: NotificationPriority?

    /// Where in Kafka it was; `nil` for one that no listener received.
    public internal(set) var source: NotificationSource?

    /// The key of its Kafka record; nil for none, as those of Python's senders.
    public internal(set) var key: [UInt8]?

    /// The headers of its Kafka record, in order; none in those of Python's senders.
    public internal(set) var headers: [RecordHeader] = []

    /// How payload and context are read; nil for the usual way.
    var reading: NotificationReading?

    /// Reads a document that is all of the text.
    init(document text: consuming [UInt8], from start: Int) throws(WireError) {
        let fields = try MessageFields(text.span, at: start)
        self.init(fields, in: text, .plain, from: start)
    }

    /// A document that has been checked.
    init(_ fields: MessageFields, in text: consuming [UInt8], _ form: JSONForm, from start: Int) {
        priority = Self.priority(at: fields.priority, in: text.span, form)
        self.fields = fields
        self.text = text
        self.form = form
        self.start = start
    }

    private static func priority(
        at place: FieldPlace,
        in text: Span<UInt8>,
        _ form: JSONForm
    ) -> NotificationPriority? {
        for priority in NotificationPriority.allCases where text.isWord(priority.topicSuffix, place.range, form) {
            return priority
        }
        // Not one of the words as they are, but perhaps with escapes.
        return string(at: place, in: text, form).flatMap(NotificationPriority.init(word:))
    }
}

extension ReceivedNotification {
    /// The id (`message_id`); `nil` when it is missing or no string.
    public var messageID: String? { string(at: fields.messageID) }

    /// The sender (`publisher_id`); `nil` when it is missing or no string.
    public var publisherID: String? { string(at: fields.publisherID) }

    /// What happened (`event_type`); `nil` when it is missing or no string.
    public var eventType: String? { string(at: fields.eventType) }

    /// The word given as the priority; `nil` when it is missing or no string.
    public var priorityText: String? { string(at: fields.priority) }

    /// When it was sent, as it came (`timestamp`); `nil` when it is missing or no string.
    public var timestamp: String? { string(at: fields.timestamp) }

    /// When it was sent; `nil` when ``timestamp`` is missing or of a form that ``UTCTimestamp`` does not read.
    public var sentAt: UTCTimestamp? { timestamp.flatMap { UTCTimestamp($0) } }

    /// The request's context (`_context`, or an object made of the `_context_…` fields); an empty object when there is
    /// none.
    public var context: JSONValue {
        get throws(WireError) {
            guard let serializer = reading?.serializer else { return try wireContext }
            let context = try wireContext
            return try Self.within("_context") { try serializer.deserialize(context: context) }
        }
    }

    /// The context as it stands in the message.
    private var wireContext: JSONValue {
        get throws(WireError) {
            if !fields.context.isMissing { return try value(at: fields.context) }
            guard fields.hasFlatContext else { return .object(JSONObject()) }
            var context = JSONObject()
            for member in try document.members {
                guard case .string(let key) = member.key, key.hasPrefix(MessageFields.flatContextPrefix) else {
                    continue
                }
                let name = key.dropFirst(MessageFields.flatContextPrefix.count)
                context.set(.string(String(name)), to: member.value)
            }
            return .object(context)
        }
    }

    /// The payload; `null` when it is missing.
    public var payload: JSONValue {
        get throws(WireError) {
            guard let serializer = reading?.serializer else { return try value(at: fields.payload) }
            let payload = try value(at: fields.payload)
            let context = try context
            return try Self.within("payload") { try serializer.deserialize(payload: payload, context: context) }
        }
    }

    /// The whole inner document, fields that mean nothing here included.
    public var document: JSONObject {
        get throws(WireError) {
            try value(at: start, depth: 0).objectValue ?? JSONObject()
        }
    }

    private func value(at start: Int, depth: Int) throws(WireError) -> JSONValue {
        try JSONTape(text, at: start, form, depth: depth, coding: PayloadCoding()).tree(0)
    }

    private static func within(_ field: String, _ body: () throws -> JSONValue) throws(WireError) -> JSONValue {
        do {
            return try body()
        } catch let error as WireError {
            throw error
        } catch {
            throw WireError(
                .codableFailed, "the serializer threw \(type(of: error))", path: [.key(field)], underlyingError: error)
        }
    }

    private func value(at place: FieldPlace) throws(WireError) -> JSONValue {
        guard !place.isMissing else { return .null }
        return try value(at: place.range.lowerBound, depth: 1)
    }

    private func string(at place: FieldPlace) -> String? {
        Self.string(at: place, in: text.span, form)
    }

    private static func string(at place: FieldPlace, in text: Span<UInt8>, _ form: JSONForm) -> String? {
        guard !place.isMissing, text.isQuote(at: place.range.lowerBound, form) else { return nil }
        var position = place.range.lowerBound
        // The document has been checked when it was read, so neither can fail.
        guard let token = try? JSONScanner.scanString(text, at: &position, form) else { return nil }
        return try? JSONText(token, in: text).repaired
    }
}

extension Span<UInt8> {
    /// Whether the string at `range`, quotes included, is this lower-case word in any case.
    fileprivate func isWord(_ word: String, _ range: Range<Int>, _ form: JSONForm) -> Bool {
        guard range.count == word.utf8.count &+ 2 &* form.quoteLength else { return false }
        let expected = word.utf8.span
        for index in 0..<expected.count {
            let byte = self[range.lowerBound &+ form.quoteLength &+ index]
            guard byte >= UInt8(ascii: "A"), byte | 0x20 == expected[index] else { return false }
        }
        return true
    }
}
