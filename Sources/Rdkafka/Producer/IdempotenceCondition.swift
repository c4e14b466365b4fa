// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What an idempotent producer needs of another property; librdkafka refuses it otherwise.
package struct IdempotenceCondition: Sendable {
    /// The property.
    package let name: String
    /// What it has to be, for people.
    package let text: String
    private let aliases: [String]
    private let allows: @Sendable (String) -> Bool

    /// The first condition that a configuration breaks; nil if idempotence is possible.
    package static func broken(in configuration: KafkaConfiguration) -> IdempotenceCondition? {
        all.first { condition in
            ([condition.name] + condition.aliases).contains { name in
                configuration[name].map { !condition.allows($0.lowercased()) } ?? false
            }
        }
    }

    private init(
        _ name: String, _ text: String, _ aliases: [String] = [], _ allows: @escaping @Sendable (String) -> Bool
    ) {
        self.name = name
        self.text = text
        self.aliases = aliases
        self.allows = allows
    }

    private static let all = [
        IdempotenceCondition("acks", "all", ["request.required.acks"]) { ["all", "-1"].contains($0) },
        IdempotenceCondition("max.in.flight", "5 or less", ["max.in.flight.requests.per.connection"]) {
            Int($0).map { $0 <= 5 } ?? true
        },
        IdempotenceCondition("retries", "1 or more", ["message.send.max.retries"]) { Int($0).map { $0 >= 1 } ?? true },
        IdempotenceCondition("queuing.strategy", "fifo") { $0 == "fifo" },
        IdempotenceCondition("queue.buffering.backpressure.threshold", "1") { Int($0).map { $0 <= 1 } ?? true },
    ]
}
