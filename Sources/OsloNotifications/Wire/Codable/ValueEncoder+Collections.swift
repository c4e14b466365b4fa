// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ValueEncoder {
    /// Writes the usual collections at once, without a container and a call through it for each element; false for
    /// another type.
    func writeCollection<Value: Encodable>(_ value: Value, at path: @autoclosure () -> CodingPath) throws -> Bool {
        if Value.self == [String].self, let texts = value as? [String] {
            try write(path()) { json throws(WireError) in
                try json.writeArray(texts) { json, text throws(WireError) in json.write(text) }
            }
            return true
        }
        if Value.self == [Int].self, let numbers = value as? [Int] {
            try write(path()) { json throws(WireError) in
                try json.writeArray(numbers) { json, number throws(WireError) in json.write(Int64(number)) }
            }
            return true
        }
        if Value.self == [Double].self, let numbers = value as? [Double] {
            try write(path()) { json throws(WireError) in
                try json.writeArray(numbers) { json, number throws(WireError) in try json.write(number) }
            }
            return true
        }
        if Value.self == [String: String].self, let members = value as? [String: String] {
            try write(path()) { json throws(WireError) in json.writeObject(members) }
            return true
        }
        return false
    }
}

extension JSONWriter {
    fileprivate mutating func writeArray<Element>(
        _ elements: [Element],
        _ body: (inout JSONWriter, Element) throws(WireError) -> Void
    ) throws(WireError) {
        write(byte: UInt8(ascii: "["))
        for index in elements.indices {
            if index > 0 { writeItemSeparator() }
            do throws(WireError) {
                try body(&self, elements[index])
            } catch {
                throw error.prepending(.index(index))
            }
        }
        write(byte: UInt8(ascii: "]"))
    }

    fileprivate mutating func writeObject(_ members: [String: String]) {
        write(byte: UInt8(ascii: "{"))
        var isFirst = true
        for (name, text) in members {
            writeKey(name, isFirst: isFirst)
            isFirst = false
            write(text)
        }
        write(byte: UInt8(ascii: "}"))
    }
}
