// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a call asks for: the items in their order, without those that are refused here.
struct AdminPlan<Item: Sendable, Key: Hashable & Sendable> {
    private let keys: [Key]
    private let refusals: [Key: KafkaError]
    private let asked: [Item]

    /// `refusal` says why an item can't be asked about.
    init(_ items: [Item], key: (Item) -> Key, refusal: (Item) -> KafkaError?) {
        var asked: [Item] = []
        var refusals: [Key: KafkaError] = [:]
        for item in items {
            if let error = refusal(item) { refusals[key(item)] = error } else { asked.append(item) }
        }
        var seen: Set<Key> = []
        keys = items.map(key).filter { seen.insert($0).inserted }
        self.asked = asked
        self.refusals = refusals
    }

    /// Asks for the items, unless there is none, and puts the answers in their order.
    func results<Value: Sendable>(
        _ request: ([Item]) async throws(KafkaError) -> [Key: Result<Value, KafkaError>]
    ) async throws(KafkaError) -> AdminResults<Key, Value> {
        var answers = asked.isEmpty ? [:] : try await request(asked)
        for (key, error) in refusals { answers[key] = .failure(error) }
        return AdminResults(keys, answers)
    }
}

extension AdminPlan where Item == Key {
    /// Of names: each once.
    init(_ names: [Key], refusal: (Key) -> KafkaError?) {
        var seen: Set<Key> = []
        self.init(names.filter { seen.insert($0).inserted }, key: { $0 }, refusal: refusal)
    }
}
