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
        if node.count >= JSONMembers.indexThreshold {
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
            hasRepeatedKeys = !tape.hasDistinctPlainKeys(object)
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
}
