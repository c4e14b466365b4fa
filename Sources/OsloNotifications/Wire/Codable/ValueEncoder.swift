// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Encodes one value into a ``JSONWriter``.
final class ValueEncoder: Encoder {
    private enum Kind {
        case empty
        case scalar
        case array
        case object
    }

    let target: EncodingTarget
    let path: CodingPath
    /// How many containers the value stands in.
    let depth: Int
    private var kind = Kind.empty
    private var isFinished = false
    /// How many members or elements were begun.
    private(set) var count = 0
    /// Where the text was before the member or element begun last.
    private var mark = 0

    var codingPath: [any CodingKey] { path.keys }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(target: EncodingTarget, path: CodingPath, depth: Int) {
        self.target = target
        self.path = path
        self.depth = depth
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        open(.object, UInt8(ascii: "{"))
        return KeyedEncodingContainer(KeyedValueEncoder(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        open(.array, UInt8(ascii: "["))
        return UnkeyedValueEncoder(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        SingleValueEncoder(encoder: self)
    }

    /// Begins the container; the same one may be asked for again.
    private func open(_ wanted: Kind, _ bracket: UInt8) {
        if kind == wanted { return }
        guard kind == .empty else { return fail(.codableFailed, "a value was encoded in two forms at once") }
        kind = wanted
        guard depth < WireLimits.maximumDepth else { return fail(.tooDeep, JSONWriter.tooDeepMessage) }
        target.json.write(byte: bracket)
    }

    private func fail(_ code: WireError.Code, _ message: String) {
        if target.failure == nil { target.failure = WireError(code, message, path: WireError.path(codingPath)) }
    }

    /// Ends the value. One that encoded nothing is an empty object.
    func finish() {
        isFinished = true
        switch kind {
        case .scalar: break
        case .array: target.json.write(byte: UInt8(ascii: "]"))
        case .object: target.json.write(byte: UInt8(ascii: "}"))
        case .empty: target.json.buffer.append(word: 0x7D7B, length: 2)
        }
    }

    func beginMember(_ key: some CodingKey) {
        beginElement()
        target.json.writeKey(key.stringValue)
    }

    func beginElement() {
        if isFinished { fail(.codableFailed, "a container was written to after its value had been encoded") }
        mark = target.json.buffer.count
        if count > 0 { target.json.writeItemSeparator() }
        count += 1
    }

    func beginScalar() {
        if kind != .empty { fail(.codableFailed, "a value was encoded in two forms at once") }
        kind = .scalar
        mark = target.json.buffer.count
    }

    /// Takes back the member, element or scalar begun last, whose value could not be written: the type may catch the
    /// error and go on.
    private func rollback() {
        target.truncate(to: mark)
        if kind == .scalar { kind = .empty } else { count -= 1 }
    }

    /// Writes a number, which may be one that cannot be written.
    func write(_ path: @autoclosure () -> CodingPath, _ body: (inout JSONWriter) throws(WireError) -> Void) throws {
        do throws(WireError) {
            try body(&target.json)
        } catch {
            rollback()
            throw error.within(path().keys)
        }
    }

    /// Writes any value at the present place.
    func write<Value: Encodable>(_ value: Value, at path: @autoclosure () -> CodingPath, depth: Int) throws {
        if Value.self == String.self, let text = value as? String { return target.json.write(text) }
        if Value.self == Int.self, let number = value as? Int { return target.json.write(Int64(number)) }
        if Value.self == Double.self, let number = value as? Double {
            return try write(path()) { json throws(WireError) in try json.write(number) }
        }
        if Value.self == JSONValue.self, let tree = value as? JSONValue {
            return try write(path()) { json throws(WireError) in try json.write(tree, depth: depth) }
        }
        do {
            if !target.coding.isEmpty, let tree = try target.coding.encode(value) {
                return try write(path()) { json throws(WireError) in try json.write(tree, depth: depth) }
            }
            let encoder = ValueEncoder(target: target, path: path(), depth: depth)
            guard depth <= WireLimits.maximumDepth else {
                throw WireError(.tooDeep, JSONWriter.tooDeepMessage, path: WireError.path(encoder.codingPath))
            }
            try value.encode(to: encoder)
            encoder.finish()
        } catch {
            rollback()
            throw error
        }
    }
}
