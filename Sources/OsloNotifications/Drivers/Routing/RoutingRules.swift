// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which driver takes which notifications.
///
/// A rule is for one driver. It accepts a notification when its event type matches one of `events` and its priority one
/// of `priorities`, each where given; without either it accepts everything. A driver takes what any of its rules
/// accepts, once.
public struct RoutingRules: Sendable, Hashable {
    /// A rule.
    public struct Rule: Sendable, Hashable {
        /// The driver's name.
        public let driver: String
        let events: [Glob]?
        let priorities: [Glob]?

        /// A rule for a driver.
        ///
        /// - Parameters:
        ///   - driver: the driver's name.
        ///   - events: patterns of event types, as `compute.*`, or nil for all.
        ///   - priorities: patterns of priorities in any case, or nil for all.
        public init(driver: String, events: [String]? = nil, priorities: [String]? = nil) {
            self.driver = driver
            self.events = events?.map { Glob($0) }
            self.priorities = priorities?.map { Glob($0.lowercased()) }
        }

        func accepts(_ header: MessageHeader) -> Bool {
            let event = events.map { $0.contains { $0.matches(header.eventType) } } ?? true
            let priority = priorities.map { $0.contains { $0.matches(header.priority.rawValue) } } ?? true
            return event && priority
        }
    }

    /// The rules.
    public let rules: [Rule]

    /// Rules in any order.
    public init(_ rules: [Rule]) {
        self.rules = rules
    }

    /// The names of the drivers that any rule is for, in order.
    public var drivers: [String] {
        Set(rules.map(\.driver)).sorted()
    }

    /// The drivers that take a notification, each once, in order.
    func drivers(for header: MessageHeader) -> [String] {
        Set(rules.filter { $0.accepts(header) }.map(\.driver)).sorted()
    }
}
