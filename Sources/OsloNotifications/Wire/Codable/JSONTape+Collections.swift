// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONTape {
    /// Decodes the usual collections at once, without a container and a call through it for each element; nil for another
    /// type, or for a value that is no such collection, which then is told in the ordinary way.
    func decodeCollection<Value: Decodable>(
        _ type: Value.Type,
        _ node: Int,
        at path: @autoclosure () -> CodingPath
    ) throws -> Value? {
        switch nodes[node].kind {
        case .array:
            if type == [String].self { return try array(node, path()) { try $0.decodeString(at: $1()) } as? Value }
            if type == [Int].self { return try array(node, path()) { try $0.decodeInteger(at: $1()) as Int } as? Value }
            if type == [Double].self { return try array(node, path()) { try $0.decodeDouble(at: $1()) } as? Value }
            return nil
        case .object:
            guard type == [String: String].self else { return nil }
            return try dictionary(node, path()) as? Value
        default: return nil
        }
    }

    private func array<Element>(
        _ node: Int,
        _ path: CodingPath,
        _ decode: (JSONValue, () -> CodingPath) throws -> Element
    ) throws -> [Element] {
        var elements: [Element] = []
        elements.reserveCapacity(Int(nodes[node].count))
        var next = node + 1
        let end = Int(nodes[node].next)
        while next < end {
            let index = elements.count
            elements.append(try decode(scalar(next)) { path.appending(PlainCodingKey(index: index)) })
            next = Int(nodes[next].next)
        }
        return elements
    }

    private func dictionary(_ node: Int, _ path: CodingPath) throws -> [String: String] {
        var values: [String: String] = [:]
        values.reserveCapacity(Int(nodes[node].count))
        var key = node + 1
        let end = Int(nodes[node].next)
        while key < end {
            let name = string(key).repaired
            values[name] = try scalar(key + 1).decodeString(
                at: path.appending(PlainCodingKey(stringValue: name)))
            key = Int(nodes[key + 1].next)
        }
        return values
    }
}
