// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The members of a JSON object, in the order in which their keys were first set.
///
/// Looking up a key takes constant time on average, also in large objects. Keys are told apart code point by code point.
///
/// An object of a notification that was received is a place in the notification's text, whose values are made when they
/// are asked for; it keeps that text in memory. Changing it makes it one of its own.
public struct JSONObject: Sendable {
    private enum Storage: Sendable {
        case members(JSONMembers)
        /// The node of an object that ``JSONTape`` can be asked for the members of.
        case text(JSONTape, UInt32)
    }

    private var storage: Storage

    /// Creates an object without members.
    public init() {
        self.init(JSONMembers())
    }

    /// Creates an object with its members in this order; of members with one key the last value wins, in the first
    /// one's place.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        var own = JSONMembers()
        for (key, value) in members { own.set(.string(key), to: value) }
        self.init(own)
    }

    init(_ members: JSONMembers) {
        storage = .members(members)
    }

    init(_ tape: JSONTape, _ node: Int) {
        storage = .text(tape, UInt32(node))
    }

    /// The value of the member with `key`. Setting `nil` removes the member; setting an existing one keeps its place.
    public subscript(key: String) -> JSONValue? {
        get { value(.string(key)) }
        set {
            if let newValue {
                set(.string(key), to: newValue)
            } else {
                change { $0.remove(.string(key)) }
            }
        }
    }

    /// The keys in order; a lone surrogate in one is shown as U+FFFD.
    public var keys: [String] { map(\.key) }

    /// All members, made if they have to be.
    var members: [JSONMembers.Member] {
        switch storage {
        case .members(let members): members.all
        case .text(let tape, let node): tape.members(of: Int(node)).all
        }
    }

    func value(_ key: JSONText) -> JSONValue? {
        switch storage {
        case .members(let members): members.value(key)
        case .text(let tape, let node): tape.value(key, of: Int(node))
        }
    }

    mutating func set(_ key: JSONText, to value: JSONValue) {
        change { $0.set(key, to: value) }
    }

    private mutating func change(_ body: (inout JSONMembers) -> Void) {
        var members =
            switch storage {
            case .members(let members): members
            case .text(let tape, let node): tape.members(of: Int(node))
            }
        storage = .members(JSONMembers())  // so that the members are not shared while they change
        body(&members)
        storage = .members(members)
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member.
    public var startIndex: Int { 0 }

    /// The position after the last member.
    public var endIndex: Int {
        switch storage {
        case .members(let members): members.all.count
        case .text(let tape, let node): Int(tape.nodes[Int(node)].count)
        }
    }

    /// The member at a position.
    public subscript(position: Int) -> (key: String, value: JSONValue) {
        switch storage {
        case .members(let members): (members.all[position].key.repaired, members.all[position].value)
        case .text(let tape, let node): tape.member(position, of: Int(node))
        }
    }

    /// The members, one after the other.
    public func makeIterator() -> Iterator {
        Iterator(members: members.makeIterator())
    }

    /// Gives out the members of an object in order.
    public struct Iterator: IteratorProtocol {
        var members: IndexingIterator<[JSONMembers.Member]>

        /// The next member.
        public mutating func next() -> (key: String, value: JSONValue)? {
            members.next().map { ($0.key.repaired, $0.value) }
        }
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
        guard left.count == right.count else { return false }
        return zip(left.members, right.members).allSatisfy { member, other in
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
