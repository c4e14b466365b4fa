// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What the records go through.
enum BrokerKind: String {
    /// Nothing: the case writes or reads bytes.
    case none
    /// librdkafka's mock cluster in a process of its own: shows what the client costs.
    case mock
    /// A real Kafka: shows what the settings are worth.
    case kafka

    /// Those that can be asked for.
    static let brokers: [Self] = [.mock, .kafka]
}
