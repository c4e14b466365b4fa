// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads the bytes of Kafka records as notifications.
///
/// A record is checked as a whole, so that what is damaged is known before any handler sees it, but nothing is built:
/// ``ReceivedNotification`` makes its parts when they are asked for. Besides what oslo.messaging reads, these are read:
/// a missing `_context`, the flat `_context_…` fields of RabbitMQ, a number as `oslo.version`, an object as
/// `oslo.message`, and a byte order mark.
public enum EnvelopeReader {
    /// Reads a record's value; `nil` is a record without one.
    ///
    /// - Throws: ``WireError`` with the byte at which the record is wrong.
    public static func read(_ record: [UInt8]?) throws(WireError) -> ReceivedNotification {
        guard let record else { throw WireError(.tombstone, "the record has no value") }
        return try read(record.span) { record }
    }

    /// Reads a record's value, of which it keeps no reference.
    ///
    /// - Throws: ``WireError`` with the byte at which the record is wrong.
    public static func read(_ record: Span<UInt8>) throws(WireError) -> ReceivedNotification {
        try read(record) { record.copy(0..<record.count) }
    }

    private static func read(_ record: Span<UInt8>, whole: () -> [UInt8]) throws(WireError) -> ReceivedNotification {
        guard record.count <= Int(Int32.max) else {
            throw WireError(.notANotification, "the record has \(record.count) bytes; Kafka allows \(Int32.max)")
        }
        let start = try UTF8Check.start(of: record)
        if let fields = usualFields(record) {
            return ReceivedNotification(fields, in: whole(), .embedded, from: usualStart.count)
        }
        var envelope = try Envelope(record, at: start)
        guard !envelope.version.isMissing, !envelope.message.isMissing else {
            return try bareMessage(record, from: start, envelope: envelope)
        }
        var position = Int(envelope.version.start)
        let version = try JSONValue(record, at: &position, .plain, depth: 1)
        try EnvelopeVersion.check(version, at: Int(envelope.version.start))
        position = Int(envelope.message.start)
        switch record[position] {
        case UInt8(ascii: "\""):
            do throws(WireError) {
                return try ReceivedNotification(document: envelope.text.take(), from: 0)
            } catch {
                throw error.located(in: .message)
            }
        case UInt8(ascii: "{"):
            do throws(WireError) {
                return try ReceivedNotification(document: record.copy(envelope.message.range), from: 0)
            } catch {
                throw error.offset(by: position)
            }
        default:
            throw WireError(.notANotification, "oslo.message is neither text nor an object", offset: position)
        }
    }

    /// The fields where a record has the very form that oslo.messaging and this library write: found in one pass, without
    /// taking the document out of the envelope first. Nil for what has another form, or is wrong.
    private static func usualFields(_ record: Span<UInt8>) -> MessageFields? {
        let end = record.count - usualEnd.count
        guard end > usualStart.count, record.has(usualStart.span, at: 0), record.has(usualEnd.span, at: end) else {
            return nil
        }
        return try? MessageFields(embedded: record.extracting(0..<end), at: usualStart.count)
    }

    private static var usualStart: [UInt8] { EnvelopeFragments.enveloped.envelopeStart }
    private static var usualEnd: [UInt8] { EnvelopeFragments.enveloped.envelopeEnd }

    private static func bareMessage(
        _ record: Span<UInt8>,
        from start: Int,
        envelope: borrowing Envelope
    ) throws(WireError) -> ReceivedNotification {
        do throws(WireError) {
            return try ReceivedNotification(document: record.copy(0..<record.count), from: start)
        } catch {
            guard error.code == .notANotification else { throw error }
            if !envelope.message.isMissing {
                throw WireError(.notANotification, "oslo.message without oslo.version", offset: start)
            }
            if !envelope.version.isMissing {
                throw WireError(.notANotification, "oslo.version without oslo.message", offset: start)
            }
            throw error
        }
    }
}
