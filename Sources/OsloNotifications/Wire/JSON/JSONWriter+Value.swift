// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONWriter {
    /// Writes a value that stands `depth` containers deep.
    mutating func write(_ value: JSONValue, depth: Int) throws(WireError) {
        switch value {
        case .null: writeNull()
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .bigInteger(let value): write(value)
        case .double(let value): try write(value)
        case .string(let value): write(value)
        case .illFormedString(let value): write(value)
        case .array(let elements): try write(elements, depth: depth + 1)
        case .object(let object): try write(object, depth: depth + 1)
        }
    }

    private mutating func write(_ elements: [JSONValue], depth: Int) throws(WireError) {
        try Self.check(depth: depth)
        write(byte: UInt8(ascii: "["))
        for index in elements.indices {
            if index > 0 { writeItemSeparator() }
            do throws(WireError) {
                try write(elements[index], depth: depth)
            } catch {
                throw error.prepending(.index(index))
            }
        }
        write(byte: UInt8(ascii: "]"))
    }

    private mutating func write(_ object: JSONObject, depth: Int) throws(WireError) {
        try Self.check(depth: depth)
        write(byte: UInt8(ascii: "{"))
        var isFirst = true
        for member in object.members {
            switch member.key {
            case .string(let key): writeKey(key, isFirst: isFirst)
            case .illFormed(let key): writeKey(key, isFirst: isFirst)
            }
            isFirst = false
            do throws(WireError) {
                try write(member.value, depth: depth)
            } catch {
                throw error.prepending(.key(member.key.repaired))
            }
        }
        write(byte: UInt8(ascii: "}"))
    }

    static let tooDeepMessage = "nested deeper than \(WireLimits.maximumDepth) arrays and objects"

    static func check(depth: Int) throws(WireError) {
        guard depth <= WireLimits.maximumDepth else {
            throw WireError(.tooDeep, tooDeepMessage)
        }
    }
}
