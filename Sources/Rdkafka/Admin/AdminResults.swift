// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What became of each item of a request, of an admin client's or of a consumer's control: one that failed does not
/// hide the others.
///
/// The items are in the order in which they were asked for.
public struct AdminResults<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let elements: [(key: Key, result: Result<Value, KafkaError>)]
    private let places: [Key: Int]

    init(_ elements: [(key: Key, result: Result<Value, KafkaError>)]) {
        self.elements = elements
        places = Dictionary(elements.enumerated().map { ($1.key, $0) }) { first, _ in first }
    }

    /// The answers in the order of the keys; one that has none says so.
    init(_ keys: [Key], _ answers: [Key: Result<Value, KafkaError>]) {
        self.init(
            keys.map { key in
                (key, answers[key] ?? .failure(KafkaError(.broker, "\(key): the cluster answered nothing about it")))
            })
    }

    /// What became of one item; nil for one that was not asked for.
    public subscript(key: Key) -> Result<Value, KafkaError>? {
        places[key].map { elements[$0].result }
    }

    /// The values of those that succeeded.
    public var values: [Key: Value] {
        reduce(into: [:]) { values, element in
            if case .success(let value) = element.result { values[element.key] = value }
        }
    }

    /// The errors of those that failed.
    public var failures: [Key: KafkaError] {
        reduce(into: [:]) { failures, element in
            if case .failure(let error) = element.result { failures[element.key] = error }
        }
    }

    /// The values of all.
    ///
    /// - Throws: the error of the first that failed.
    @discardableResult
    public func get() throws(KafkaError) -> [Key: Value] {
        for (_, result) in elements { _ = try result.get() }
        return values
    }

    /// The result of the only item.
    func single() throws(KafkaError) -> Value {
        guard let first = elements.first else { throw KafkaError(.invalidArgument, "nothing was asked for") }
        return try first.result.get()
    }
}

extension AdminResults: RandomAccessCollection {
    /// An item with what became of it.
    public typealias Element = (key: Key, result: Result<Value, KafkaError>)

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of items.
    public var endIndex: Int { elements.count }

    /// The item at a place in the order in which they were asked for.
    public subscript(position: Int) -> Element { elements[position] }
}
