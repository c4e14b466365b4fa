// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Chooses notifications by their fields, as oslo.messaging's filter of the same name does.
///
///     On(.info, matching: .eventType("^compute\\.instance\\.").and(.payload("state", "active$"))) { … }
///
/// Patterns are those of Python's `re` and match as `re.match` does: from the start of a field, but not up to its end
/// unless they say so. A field matches only if it is there and a string. All conditions of a filter have to be true.
///
/// Only what a condition is about is read: one on the event type never looks at the payload. Every match takes time that
/// is linear in the field's text, whatever the pattern and the text are; one that only asks how a text begins compares
/// bytes. What patterns may have in them is described in <doc:Filters>.
public struct NotificationFilter: Sendable {
    /// Those that cost least come first.
    private var conditions: [FieldCondition] = []
    private var predicates: [@Sendable (ReceivedNotification) -> Bool] = []

    /// What is wrong with a pattern. Such a filter matches nothing, and no listener can be made with it.
    public private(set) var problem: NotificationError?

    /// A filter of one's own.
    public init(_ matches: @escaping @Sendable (ReceivedNotification) -> Bool) {
        predicates = [matches]
    }

    /// A filter with a pattern for each field that is named; without any it matches everything.
    ///
    /// - Throws: `invalidPattern`, which names the field, the pattern, what is wrong in it, and where.
    public init(
        publisherID: String? = nil,
        eventType: String? = nil,
        context: [String: String] = [:],
        metadata: [String: String] = [:],
        payload: [String: String] = [:]
    ) throws(NotificationError) {
        var patterns: [(Field, String)] = []
        if let publisherID { patterns.append((.publisherID, publisherID)) }
        if let eventType { patterns.append((.eventType, eventType)) }
        for (key, pattern) in context { patterns.append((.context(key), pattern)) }
        for (key, pattern) in metadata { patterns.append((.metadata(key), pattern)) }
        for (key, pattern) in payload { patterns.append((.payload(key), pattern)) }
        for (field, pattern) in patterns { add(try FieldCondition(field, pattern)) }
    }

    /// A filter for one field.
    ///
    /// - Throws: `invalidPattern`, which names the field, the pattern, what is wrong in it, and where.
    public init(_ field: Field, _ pattern: String) throws(NotificationError) {
        conditions = [try FieldCondition(field, pattern)]
    }

    init(problem: NotificationError) {
        self.problem = problem
    }

    init(beginning text: String, of field: Field) {
        conditions = [FieldCondition(field, beginning: text)]
    }

    /// Those for which both are true.
    public func and(_ other: NotificationFilter) -> NotificationFilter {
        var both = self
        for condition in other.conditions { both.add(condition) }
        both.predicates += other.predicates
        both.problem = problem ?? other.problem
        return both
    }

    /// Whether a notification is one of those that are chosen.
    public func matches(_ notification: ReceivedNotification) -> Bool {
        guard problem == nil else { return false }
        for condition in conditions where !condition.matches(notification) { return false }
        for predicate in predicates where !predicate(notification) { return false }
        return true
    }

    func callAsFunction(_ notification: ReceivedNotification) -> Bool {
        matches(notification)
    }

    /// The fields that are looked at, in this order, as long as all match.
    var fields: [Field] { conditions.map(\.field) }

    private mutating func add(_ condition: FieldCondition) {
        let place = conditions.firstIndex { condition.field.cost < $0.field.cost } ?? conditions.count
        conditions.insert(condition, at: place)
    }
}
