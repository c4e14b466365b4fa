// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What was copied and not freed yet, by the broker that it came from.
struct SpentPiles<Message: Sendable>: ~Copyable {
    private let maximumSize: Int
    private var piles: [Int32: (messages: [Message], size: Int)] = [:]
    /// The bytes of all.
    private(set) var size = 0

    init(maximumSize: Int) {
        self.maximumSize = maximumSize
    }

    var count: Int { piles.values.reduce(0) { $0 + $1.messages.count } }

    /// Keeps messages of so many bytes, for whoever takes those of that broker. Returns those that are to be freed now:
    /// all, when they have become too many.
    mutating func add(_ messages: some Sequence<Message>, size: Int, from broker: Int32) -> [Message] {
        piles[broker, default: ([], 0)].messages.append(contentsOf: messages)
        piles[broker]?.size += size
        self.size += size
        return self.size > maximumSize ? takeAll() : []
    }

    mutating func take(from broker: Int32) -> [Message] {
        guard let pile = piles.removeValue(forKey: broker) else { return [] }
        size -= pile.size
        return pile.messages
    }

    mutating func takeAll() -> [Message] {
        defer { (piles, size) = ([:], 0) }
        return piles.values.flatMap(\.messages)
    }
}
