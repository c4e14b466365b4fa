// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ReceivedNotification {
    /// What an endpoint of oslo.messaging is called with, as a JSON object on one line: `priority` in lower case,
    /// `ctxt`, `publisher_id`, `event_type`, `payload` and `metadata` with `message_id` and `timestamp`.
    ///
    /// The text is ASCII in the form of Python's `json.dumps`; numbers have the digits that they came with, and what is
    /// missing is `null`. A priority that is none of the seven is written as it came.
    public var jsonBytes: [UInt8] {
        var writer = JSONWriter(nonFiniteNumbers: .pythonWords)
        writer.write(byte: UInt8(ascii: "{"))
        writer.writeKey("priority")
        if let priority { writer.write(priority.rawValue) } else { transcribe(fields.priority, &writer) }
        writer.writeItemSeparator()
        writer.writeKey("ctxt")
        transcribeContext(&writer)
        writer.writeItemSeparator()
        transcribe("publisher_id", fields.publisherID, &writer)
        writer.writeItemSeparator()
        transcribe("event_type", fields.eventType, &writer)
        writer.writeItemSeparator()
        transcribe("payload", fields.payload, &writer)
        writer.writeItemSeparator()
        writer.writeKey("metadata")
        writer.write(byte: UInt8(ascii: "{"))
        transcribe("message_id", fields.messageID, &writer)
        writer.writeItemSeparator()
        transcribe("timestamp", fields.timestamp, &writer)
        writer.write(byte: UInt8(ascii: "}"))
        writer.write(byte: UInt8(ascii: "}"))
        return writer.buffer.take()
    }

    /// The payload as JSON text, in the form of ``jsonBytes``.
    public var payloadJSONBytes: [UInt8] {
        var writer = JSONWriter(nonFiniteNumbers: .pythonWords)
        transcribe(fields.payload, &writer)
        return writer.buffer.take()
    }

    private func transcribeContext(_ writer: inout JSONWriter) {
        guard fields.context.isMissing else { return transcribe(fields.context, &writer) }
        // Flat fields become an object first, which is rare enough.
        let context = (try? context) ?? .object(JSONObject())
        writer.buffer.append(contentsOf: context.description)
    }

    private func transcribe(_ key: String, _ place: FieldPlace, _ writer: inout JSONWriter) {
        writer.writeKey(key)
        transcribe(place, &writer)
    }

    private func transcribe(_ place: FieldPlace, _ writer: inout JSONWriter) {
        guard !place.isMissing else { return writer.writeNull() }
        var transcriber = JSONTranscriber(writer)
        // The document has been checked when it was read, so this can't fail.
        try? form.scanValue(text.span, at: place.range.lowerBound, depth: 1, handler: &transcriber)
        writer = transcriber.writer
    }
}
