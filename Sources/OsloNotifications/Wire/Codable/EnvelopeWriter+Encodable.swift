// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension EnvelopeWriter {
    /// Writes a message with any `Encodable` payload in place of the one before, without a tree in between.
    ///
    /// Optional properties that are `nil` are left out, as Swift's synthesized conformances do. Foundation's `Date`,
    /// `UUID`, `Data`, `Decimal` and `URL` are refused unless a ``PayloadCoding`` has a rule for them; ``UTCTimestamp``
    /// has the form that Python gives a `datetime` without one. A key that a type encodes twice is written twice, and readers take the last.
    ///
    /// - Throws: ``WireError``: with the path of the value that cannot be written, or with the error that the payload's
    ///   own code threw in ``WireError/underlyingError``.
    public mutating func write<Payload: Encodable>(_ header: MessageHeader, payload: Payload) throws(WireError) {
        let coding = payloadCoding
        try write(header) { json throws(WireError) in
            try json.write(encodable: payload, depth: 1, coding: coding)
        }
    }
}

extension JSONWriter {
    mutating func write<Value: Encodable>(
        encodable value: Value,
        depth: Int,
        coding: PayloadCoding
    ) throws(WireError) {
        // The target takes the text over, so that it is not copied, and gives it back.
        let target = EncodingTarget(json: self, coding: coding)
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
    /// - Parameters:
    ///   - value: The value.
    ///   - coding: Types that are encoded in another form than their own.
    /// - Throws: ``WireError`` with the path of the value that has no form in JSON.
    public init(encoding value: some Encodable, coding: PayloadCoding = PayloadCoding()) throws(WireError) {
        var writer = JSONWriter(nonFiniteNumbers: .pythonWords)
        try writer.write(encodable: value, depth: 0, coding: coding)
        let bytes = writer.buffer.take()
        try self.init(parsing: bytes.span)
    }

    /// Makes a value of any `Decodable` type.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - coding: Types that are decoded from another form than their own.
    /// - Throws: ``WireError``: with the path of the value that does not fit, or with the error that the type's own code
    ///   threw in ``WireError/underlyingError``.
    public func decode<Value: Decodable>(
        as type: Value.Type = Value.self,
        coding: PayloadCoding = PayloadCoding()
    ) throws(WireError) -> Value {
        let text = try jsonBytes(nonFiniteNumbers: .pythonWords)
        return try JSONTape(text, at: 0, .plain, depth: 0, coding: coding).decode(type)
    }
}

extension JSONTape {
    func decode<Value: Decodable>(_ type: Value.Type) throws(WireError) -> Value {
        do {
            return try decode(type, 0, at: .root)
        } catch {
            throw WireError(codable: error)
        }
    }
}

extension ReceivedNotification {
    /// The payload as a type of the program's, decoded from the message's text without a tree in between.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - coding: Types that are decoded from another form than their own; nil means those of the listener's options.
    /// - Throws: ``WireError`` with the path, from `payload` on, of the value that does not fit.
    public func payload<Value: Decodable>(
        as type: Value.Type = Value.self,
        coding: PayloadCoding? = nil
    ) throws(WireError) -> Value {
        let coding = coding ?? reading?.coding ?? PayloadCoding()
        do throws(WireError) {
            guard !fields.payload.isMissing, reading?.serializer == nil else {
                return try payload.decode(as: type, coding: coding)
            }
            return try JSONTape(text, at: fields.payload.range.lowerBound, form, depth: 1, coding: coding)
                .decode(type)
        } catch {
            throw error.prepending(.key("payload"))
        }
    }
}
