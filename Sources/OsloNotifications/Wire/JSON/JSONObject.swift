// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The members of a JSON object, in the order in which their keys were first set.
///
/// Looking up a key takes constant time on average, also in large objects. Keys are told apart code point by code point.
public struct JSONObject: Sendable {
    /// From this many members on, keys are found through an index. To look at as many fingerprints takes as long as to
    /// hash one key.
    static let indexThreshold = 96

    struct Member: Sendable {
        let key: JSONText
        /// Equal for equal keys: spares most comparisons of text.
        let fingerprint: UInt64
        var value: JSONValue
    }

    private(set) var members: [Member] = []
    private var index: [JSONText: Int] = [:]

    /// Creates an object without members.
    public init() {}

    /// Creates an object with its members in this order; of members with one key the last value wins, in the first
    /// one's place.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { set(.string(key), to: value) }
    }

    /// The value of the member with `key`. Setting `nil` removes the member; setting an existing one keeps its place.
    public subscript(key: String) -> JSONValue? {
        get { position(of: .string(key)).map { members[$0].value } }
        set {
            if let newValue {
                set(.string(key), to: newValue)
            } else {
                removeMember(.string(key))
            }
        }
    }

    /// The keys in order; a lone surrogate in one is shown as U+FFFD.
    public var keys: [String] { members.map(\.key.repaired) }

    func value(_ key: JSONText) -> JSONValue? {
        position(of: key).map { members[$0].value }
    }

    mutating func set(_ key: JSONText, to value: JSONValue) {
        let fingerprint = key.fingerprint
        if let position = position(of: key, fingerprint) {
            members[position].value = value
            return
        }
        members.append(Member(key: key, fingerprint: fingerprint, value: value))
        if members.count > Self.indexThreshold {
            index[key] = members.count - 1
        } else if members.count == Self.indexThreshold {
            rebuildIndex()
        }
    }

    private mutating func removeMember(_ key: JSONText) {
        guard let position = position(of: key) else { return }
        members.remove(at: position)
        rebuildIndex()
    }

    private mutating func rebuildIndex() {
        index = [:]
        guard members.count >= Self.indexThreshold else { return }
        for (position, member) in members.enumerated() { index[member.key] = position }
    }

    private func position(of key: JSONText) -> Int? {
        position(of: key, key.fingerprint)
    }

    private func position(of key: JSONText, _ fingerprint: UInt64) -> Int? {
        if members.count >= Self.indexThreshold { return index[key] }
        for position in members.indices where members[position].fingerprint == fingerprint {
            if members[position].key == key { return position }
        }
        return nil
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { 0 }
    /// The position after the last member.
    public var endIndex: Int { members.count }

    /// The member at a position.
    public subscript(position: Int) -> (key: String, value: JSONValue) {
        (members[position].key.repaired, members[position].value)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Creates an object with its members in this order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in any order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.count == right.members.count
            && zip(left.members, right.members).allSatisfy { member, other in
                member.key == other.key ? member.value == other.value : right.value(member.key) == member.value
            }
    }

    /// Feeds the members to `hasher`, without regard to their order.
    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var one = Hasher()
            one.combine(member.key)
            one.combine(member.value)
            sum &+= one.finalize()
        }
        hasher.combine(sum)
    }
}
