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
    private var state = State()

    /// What changes; together, because each access to a property of a class is checked while the program runs.
    private struct State {
        var kind = Kind.empty
        var isFinished = false
        /// How many members or elements were begun.
        var count = 0
        /// Where the text was before the member or element begun last.
        var mark = 0

        /// Begins a member or an element at this place in the text; true when it is the first.
        @inline(__always)
        mutating func begin(at place: Int) -> Bool {
            mark = place
            count += 1
            return count == 1
        }
    }

    /// How many members or elements were begun.
    var count: Int { state.count }

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
        if state.kind == wanted { return }
        guard state.kind == .empty else { return fail(.codableFailed, "a value was encoded in two forms at once") }
        state.kind = wanted
        guard depth < WireLimits.maximumDepth else { return fail(.tooDeep, JSONWriter.tooDeepMessage) }
        target.write { $0.write(byte: bracket) }
    }

    private func fail(_ code: WireError.Code, _ message: String) {
        if target.failure == nil { target.failure = WireError(code, message, path: WireError.path(codingPath)) }
    }

    /// Ends the value. One that encoded nothing is an empty object.
    func finish() {
        state.isFinished = true
        switch state.kind {
        case .scalar: break
        case .array: target.write { $0.write(byte: UInt8(ascii: "]")) }
        case .object: target.write { $0.write(byte: UInt8(ascii: "}")) }
        case .empty: target.write { $0.buffer.append(word: 0x7D7B, length: 2) }
        }
    }

    /// Writes a member, or only its key when there is nothing to write yet.
    @inline(__always)
    func writeMember(_ key: some CodingKey, _ value: (inout JSONWriter) -> Void = { _ in }) {
        let name = key.stringValue
        var isOpen = true
        target.write { json in
            let isFirst = state.begin(at: json.buffer.count)
            isOpen = !state.isFinished
            json.writeKey(name, isFirst: isFirst)
            value(&json)
        }
        if !isOpen { failFinished() }
    }

    /// Writes an element, or begins it when there is nothing to write yet.
    @inline(__always)
    func writeElement(_ value: (inout JSONWriter) -> Void = { _ in }) {
        var isOpen = true
        target.write { json in
            if !state.begin(at: json.buffer.count) { json.writeItemSeparator() }
            isOpen = !state.isFinished
            value(&json)
        }
        if !isOpen { failFinished() }
    }

    private func failFinished() {
        fail(.codableFailed, "a container was written to after its value had been encoded")
    }

    func beginScalar() {
        if state.kind != .empty { fail(.codableFailed, "a value was encoded in two forms at once") }
        state.kind = .scalar
        state.mark = target.json.buffer.count
    }

    /// Takes back the member, element or scalar begun last, whose value could not be written: the type may catch the
    /// error and go on.
    private func rollback() {
        target.truncate(to: state.mark)
        if state.kind == .scalar { state.kind = .empty } else { state.count -= 1 }
    }

    /// Writes a number, which may be one that cannot be written.
    @inline(__always)
    func write(_ path: @autoclosure () -> CodingPath, _ body: (inout JSONWriter) throws(WireError) -> Void) throws {
        do throws(WireError) {
            try target.write(body)
        } catch {
            rollback()
            throw error.within(path().keys)
        }
    }

    /// Writes any value at the present place.
    func write<Value: Encodable>(_ value: Value, at path: @autoclosure () -> CodingPath, depth: Int) throws {
        if Value.self == String.self, let text = value as? String { return target.write { $0.write(text) } }
        if Value.self == Int.self, let number = value as? Int { return target.write { $0.write(Int64(number)) } }
        if Value.self == Double.self, let number = value as? Double {
            return try write(path()) { json throws(WireError) in try json.write(number) }
        }
        if Value.self == JSONValue.self, let tree = value as? JSONValue {
            return try write(path()) { json throws(WireError) in try json.write(tree, depth: depth) }
        }
        if target.coding.isEmpty, depth < WireLimits.maximumDepth, try writeCollection(value, at: path()) { return }
        if !target.coding.isEmpty, let tree = try ruled(value) {
            return try write(path()) { json throws(WireError) in try json.write(tree, depth: depth) }
        }
        if let name = FoundationType.name(of: Value.self) {
            rollback()
            throw WireError(withoutRule: name, at: path())
        }
        let encoder = ValueEncoder(target: target, path: path(), depth: depth)
        do {
            guard depth <= WireLimits.maximumDepth else {
                throw WireError(.tooDeep, JSONWriter.tooDeepMessage, path: WireError.path(encoder.codingPath))
            }
            try value.encode(to: encoder)
            encoder.finish()
        } catch {
            // Whoever kept it must not write any more: what it wrote is gone.
            encoder.state.isFinished = true
            rollback()
            throw error
        }
    }

    /// What a rule makes of the value, if there is one for its type.
    private func ruled<Value: Encodable>(_ value: Value) throws -> JSONValue? {
        do {
            return try target.coding.encode(value)
        } catch {
            rollback()
            throw error
        }
    }
}
