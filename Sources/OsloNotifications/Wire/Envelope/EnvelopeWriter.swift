// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Writes notifications as the bytes of Kafka records, in one pass and into one buffer that it keeps for the next.
///
/// The bytes are those of oslo.messaging 18.3.1: ASCII, keys in a fixed order, objects in the order of their members.
/// A writer is a value: give each task its own.
public struct EnvelopeWriter: Sendable {
    /// How the notification stands in the record.
    public let format: EnvelopeFormat
    /// What to do with NaN and the infinities.
    public let nonFiniteNumbers: NonFiniteNumbers
    /// Types that payloads encode in another form than their own.
    public let payloadCoding: PayloadCoding

    var json: JSONWriter
    private let fragments: EnvelopeFragments

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - format: How the notification stands in the record.
    ///   - nonFiniteNumbers: What to do with NaN and the infinities.
    ///   - payloadCoding: Types that payloads encode in another form than their own.
    ///   - capacity: How many bytes to make room for at first.
    public init(
        format: EnvelopeFormat = .enveloped,
        nonFiniteNumbers: NonFiniteNumbers = .refuse,
        payloadCoding: PayloadCoding = PayloadCoding(),
        capacity: Int = 1024
    ) {
        self.format = format
        self.nonFiniteNumbers = nonFiniteNumbers
        self.payloadCoding = payloadCoding
        fragments = .of(format)
        json = JSONWriter(
            buffer: WireBuffer(capacity: max(0, capacity)),
            isEmbedded: format == .enveloped,
            nonFiniteNumbers: nonFiniteNumbers
        )
    }

    /// The record's bytes, copied. Empty before the first message and after one that could not be written.
    public var bytes: [UInt8] { json.buffer.bytes }

    /// How many bytes the record has.
    public var count: Int { json.buffer.count }

    /// Calls `body` with the record's bytes, in place.
    public func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try json.buffer.withSpan(body)
    }

    /// Writes a message in place of the one before.
    ///
    /// - Throws: ``WireError/Code/nonFiniteNumber`` and ``WireError/Code/tooDeep``, with the path.
    public mutating func write(_ message: OutgoingMessage) throws(WireError) {
        try write(message.header, payload: message.payload)
    }

    /// Writes a message in place of the one before.
    ///
    /// - Throws: ``WireError/Code/nonFiniteNumber`` and ``WireError/Code/tooDeep``, with the path.
    public mutating func write(_ header: MessageHeader, payload: JSONValue) throws(WireError) {
        try write(header) { json throws(WireError) in
            try json.write(payload, depth: 1)
        }
    }

    /// Writes any inner document, such as one that was read, in place of the message before.
    ///
    /// - Throws: ``WireError/Code/nonFiniteNumber`` and ``WireError/Code/tooDeep``, with the path.
    public mutating func write(document: JSONObject) throws(WireError) {
        try writeDocument { json throws(WireError) in
            try json.write(.object(document), depth: 0)
        }
    }

    mutating func write(
        _ header: MessageHeader,
        payload: (inout JSONWriter) throws(WireError) -> Void
    ) throws(WireError) {
        let fragments = fragments
        try writeDocument { json throws(WireError) in
            json.buffer.append(contentsOf: fragments.messageID)
            json.write(header.messageID)
            json.buffer.append(contentsOf: fragments.publisherID)
            if let publisherID = header.publisherID { json.write(publisherID) } else { json.writeNull() }
            json.buffer.append(contentsOf: fragments.eventType)
            json.write(header.eventType)
            json.buffer.append(contentsOf: fragments.priority)
            json.buffer.append(contentsOf: header.priority.word)
            json.buffer.append(contentsOf: fragments.payload)
            try Self.within("payload") { () throws(WireError) in try payload(&json) }
            json.buffer.append(contentsOf: fragments.timestamp)
            json.write(header.timestamp)
            json.buffer.append(contentsOf: fragments.context)
            try Self.within("_context") { () throws(WireError) in try json.write(header.context, depth: 1) }
            json.write(byte: UInt8(ascii: "}"))
        }
    }

    private mutating func writeDocument(_ body: (inout JSONWriter) throws(WireError) -> Void) throws(WireError) {
        json.buffer.removeAll()
        json.buffer.append(contentsOf: fragments.envelopeStart)
        do throws(WireError) {
            try body(&json)
        } catch {
            json.buffer.removeAll()
            throw error
        }
        json.buffer.append(contentsOf: fragments.envelopeEnd)
    }

    private static func within(_ field: String, _ body: () throws(WireError) -> Void) throws(WireError) {
        do throws(WireError) {
            try body()
        } catch {
            throw error.prepending(.key(field))
        }
    }
}
