// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Finds the members of an object on a ``JSONTape``. Of members with one key the last counts.
///
/// Types ask for their members in the order in which they were written, usually, so it looks first at the one after the
/// member found last.
final class JSONTapeMembers {
    let tape: JSONTape
    private let first: Int
    private let end: Int
    private var hint: Int
    private let hasRepeatedKeys: Bool
    private let index: [JSONText: Int]?

    init(_ tape: JSONTape, _ object: Int) {
        self.tape = tape
        let node = tape.nodes[object]
        first = object + 1
        end = Int(node.next)
        hint = first
        if node.count >= JSONObject.indexThreshold {
            var index: [JSONText: Int] = [:]
            index.reserveCapacity(Int(node.count))
            var key = first
            while key < end {
                index[tape.string(key)] = key + 1
                key = Int(tape.nodes[key + 1].next)
            }
            self.index = index
            hasRepeatedKeys = index.count < Int(node.count)
        } else {
            index = nil
            hasRepeatedKeys = Self.hasRepeatedKeys(tape, first, end)
        }
    }

    /// The node of the value of a key.
    func find(_ name: String) -> Int? {
        if hint < end, !hasRepeatedKeys, tape.isKey(hint, name) { return found(hint) }
        if let index { return index[.string(name)].map { found($0 - 1) } }
        var match: Int?
        var key = first
        while key < end {
            if tape.isKey(key, name) {
                if !hasRepeatedKeys { return found(key) }
                match = key + 1
            }
            key = Int(tape.nodes[key + 1].next)
        }
        return match
    }

    /// All keys, each once.
    var keys: [String] {
        var keys: [String] = []
        var seen: Set<JSONText> = []
        var key = first
        while key < end {
            let text = tape.string(key)
            if !hasRepeatedKeys || seen.insert(text).inserted { keys.append(text.repaired) }
            key = Int(tape.nodes[key + 1].next)
        }
        return keys
    }

    private func found(_ key: Int) -> Int {
        hint = Int(tape.nodes[key + 1].next)
        return key + 1
    }

    /// A quick look: keys of different length, or of different last letters, are not the same.
    private static func hasRepeatedKeys(_ tape: JSONTape, _ first: Int, _ end: Int) -> Bool {
        var seen: UInt64 = 0
        var key = first
        let text = tape.text
        while key < end {
            let node = tape.nodes[key]
            guard node.kind == .string else { return true }
            let last = node.end > node.start ? text[Int(node.end) - 1] : 0
            let before = node.end > node.start + 1 ? text[Int(node.end) - 2] : 0
            let bit: UInt64 = 1 &<< UInt64((node.end &- node.start) &* 7 &+ UInt32(last) &* 3 &+ UInt32(before))
            if seen & bit != 0, isRepeated(tape, first, key) { return true }
            seen |= bit
            key = Int(tape.nodes[key + 1].next)
        }
        return false
    }

    private static func isRepeated(_ tape: JSONTape, _ first: Int, _ key: Int) -> Bool {
        var other = first
        while other < key {
            if tape.hasSameText(other, key) { return true }
            other = Int(tape.nodes[other + 1].next)
        }
        return false
    }
}
