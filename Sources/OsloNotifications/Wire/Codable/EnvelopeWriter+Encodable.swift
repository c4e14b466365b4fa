// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension EnvelopeWriter {
    /// Writes a message with any `Encodable` payload in place of the one before, without a tree in between.
    ///
    /// Optional properties that are `nil` are left out, as Swift's synthesized conformances do. Foundation's `Date`
    /// encodes itself as seconds since 2001: use ``UTCTimestamp`` for the form that Python gives a `datetime`. A key
    /// that a type encodes twice is written twice, and readers take the last.
    ///
    /// - Throws: ``WireError``: with the path of the value that cannot be written, or with the error that the payload's
    ///   own code threw in ``WireError/underlyingError``.
    public mutating func write<Payload: Encodable>(_ header: MessageHeader, payload: Payload) throws(WireError) {
        try write(header) { json throws(WireError) in
            try json.write(encodable: payload, depth: 1)
        }
    }
}

extension JSONWriter {
    mutating func write<Value: Encodable>(encodable value: Value, depth: Int) throws(WireError) {
        // The target takes the text over, so that it is not copied, and gives it back.
        let target = EncodingTarget(json: self)
        self = JSONWriter(isEmbedded: isEmbedded, nonFiniteNumbers: nonFiniteNumbers)
        defer { self = target.json }
        do {
            let root = ValueEncoder(target: target, path: .root, depth: depth)
            try SingleValueEncoder(encoder: root).encode(value)
        } catch {
            throw WireError(codable: error)
        }
        try target.assemble()
    }
}

extension JSONValue {
    /// Makes a value of anything `Encodable`, as it would be written.
    ///
    /// - Throws: ``WireError`` with the path of the value that has no form in JSON.
    public init(encoding value: some Encodable) throws(WireError) {
        var writer = JSONWriter(nonFiniteNumbers: .pythonWords)
        try writer.write(encodable: value, depth: 0)
        let bytes = writer.buffer.take()
        try self.init(parsing: bytes.span)
    }

    /// Makes a value of any `Decodable` type.
    ///
    /// - Throws: ``WireError``: with the path of the value that does not fit, or with the error that the type's own code
    ///   threw in ``WireError/underlyingError``.
    public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws(WireError) -> Value {
        do {
            return try ValueDecoder(value: self, path: .root).decode(type)
        } catch {
            throw WireError(codable: error)
        }
    }
}

extension ReceivedNotification {
    /// The payload as a type of the program's.
    ///
    /// - Throws: ``WireError`` with the path, from `payload` on, of the value that does not fit.
    public func payload<Value: Decodable>(as type: Value.Type = Value.self) throws(WireError) -> Value {
        do throws(WireError) {
            return try payload.decode(as: type)
        } catch {
            throw error.prepending(.key("payload"))
        }
    }
}
