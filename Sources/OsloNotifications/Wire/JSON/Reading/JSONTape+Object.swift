// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Objects whose values are made when they are asked for.
extension JSONTape {
    func object(_ node: Int) -> JSONObject {
        isPlace(node) ? JSONObject(self, node) : JSONObject(members(of: node))
    }

    /// Whether an object's members can be found in the text: when it has few enough to be gone through, each with a key
    /// of its own, and no key has to be put together first. (Only an embedded document is sure to be UTF-8 as it stands.)
    private func isPlace(_ node: Int) -> Bool {
        let count = nodes[node].count
        return form == .embedded && count > 0 && count < JSONMembers.indexThreshold && hasDistinctPlainKeys(node)
    }

    /// All members, of those with one key the last one, in the first one's place.
    func members(of node: Int) -> JSONMembers {
        var members = JSONMembers()
        members.reserve(Int(nodes[node].count))
        forEachKey(of: node) { key in
            members.set(string(key), to: tree(key + 1))
            return true
        }
        return members
    }

    /// The value of a member of an object with distinct plain keys.
    func value(_ key: JSONText, of node: Int) -> JSONValue? {
        guard case .string(let name) = key else { return nil }
        let fingerprint = KeyFingerprint.of(name.utf8.span)
        var value: JSONValue?
        forEachKey(of: node) { key in
            guard nodes[key].count == fingerprint, isText(nodes[key], name.utf8.span) else { return true }
            value = tree(key + 1)
            return false
        }
        return value
    }

    /// The member at a position of such an object.
    func member(_ position: Int, of node: Int) -> (key: String, value: JSONValue) {
        precondition(position >= 0 && position < nodes[node].count, "no member \(position)")
        var found = node + 1
        for _ in 0..<position { found = Int(nodes[found + 1].next) }
        return (string(found).repaired, tree(found + 1))
    }

    /// Whether no two keys of an object are the same and none has escapes.
    func hasDistinctPlainKeys(_ node: Int) -> Bool {
        var seen: [8 of UInt64] = .init(repeating: 0)
        var isDistinct = true
        forEachKey(of: node) { key in
            let fingerprint = nodes[key].count
            let (word, bit) = (Int(fingerprint &>> 6 & 7), 1 as UInt64 &<< UInt64(fingerprint & 63))
            if nodes[key].kind != .string || seen[word] & bit != 0 && hasSameKey(node, before: key) {
                isDistinct = false
            }
            seen[word] |= bit
            return isDistinct
        }
        return isDistinct
    }

    private func hasSameKey(_ node: Int, before key: Int) -> Bool {
        var isFound = false
        forEachKey(of: node) { other in
            guard other < key else { return false }
            isFound = nodes[other].count == nodes[key].count && string(other) == string(key)
            return !isFound
        }
        return isFound
    }

    /// Goes through the nodes of an object's keys, as long as `body` says so.
    @inline(__always)
    private func forEachKey(of node: Int, _ body: (Int) -> Bool) {
        var key = node + 1
        let end = Int(nodes[node].next)
        while key < end {
            guard body(key) else { return }
            key = Int(nodes[key + 1].next)
        }
    }
}

/// A number that differs for most different keys. Nothing depends on how well it spreads.
enum KeyFingerprint {
    /// Of the first and the last eight bytes, and of their number.
    @inline(__always)
    static func of(_ key: Span<UInt8>) -> UInt32 {
        let first = key.count < 8 ? key.lastWord(from: 0) : UInt64(littleEndian: key.word(at: 0))
        let last = key.count < 8 ? 0 : UInt64(littleEndian: key.word(at: key.count &- 8))
        let mixed = (first ^ (last &<< 7 | last &>> 57)) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
        return UInt32(truncatingIfNeeded: mixed &>> 32 ^ mixed)
    }
}
