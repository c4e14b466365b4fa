// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Types that payloads encode in another form than their own, by rules of the program's.
///
/// A type of another library decides itself what its `Codable` form is: Foundation's `Date` is a number of seconds since
/// 2001. A rule gives one such type, wherever it stands in a payload, the form that readers expect:
///
///     var coding = PayloadCoding()
///     coding.encode(Date.self) { .string($0.formatted(.iso8601)) }
///     coding.decode(Date.self) { try Date($0.stringValue ?? "", strategy: .iso8601) }
///
/// The product `OsloNotificationsFoundation` has ready rules for Foundation's `Date`, `UUID`, `URL`, `Data` and `Decimal`.
/// Without a rule those five are neither written nor read, but end in a ``WireError`` of ``WireError/Code/missingRule``
/// that says where they are: no reader expects the forms that they give themselves. Who wants one of those writes a rule
/// that says so.
public struct PayloadCoding: Sendable {
    private var encodings: [ObjectIdentifier: @Sendable (Any) throws -> JSONValue?] = [:]
    private var decodings: [ObjectIdentifier: @Sendable (JSONValue) throws -> Any] = [:]

    /// No rules: each type has its own form, and Foundation's types have none.
    public init() {}

    /// Whether there are no rules.
    public var isEmpty: Bool { encodings.isEmpty && decodings.isEmpty }

    /// Encodes values of just this type by a rule; an error that it throws ends the encoding.
    public mutating func encode<Value: Encodable & SendableMetatype>(
        _ type: Value.Type,
        by rule: @escaping @Sendable (Value) throws -> JSONValue
    ) {
        encodings[ObjectIdentifier(type)] = { value in try (value as? Value).map(rule) }
    }

    /// Decodes values of just this type by a rule; an error that it throws ends the decoding.
    public mutating func decode<Value: Decodable & SendableMetatype>(
        _ type: Value.Type,
        by rule: @escaping @Sendable (JSONValue) throws -> Value
    ) {
        decodings[ObjectIdentifier(type)] = rule
    }

    /// What a value's rule makes of it; nil when there is none for its type.
    func encode<Value>(_ value: Value) throws -> JSONValue? {
        try encodings[ObjectIdentifier(Value.self)]?(value)
    }

    /// What a type's rule makes of a value; nil when there is none.
    func decode<Value: Decodable>(_ type: Value.Type, _ decoder: ValueDecoder) throws -> Value? {
        guard let rule = decodings[ObjectIdentifier(type)] else { return nil }
        do {
            return try rule(decoder.tree) as? Value
        } catch let error as DecodingError {
            throw error
        } catch {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath, debugDescription: "the value is no \(type)", underlyingError: error)
            throw DecodingError.dataCorrupted(context)
        }
    }
}
