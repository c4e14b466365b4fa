// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// How a group shares its partitions.
enum GroupProtocolCase: CaseIterable, Sendable {
    /// All are given up before they are shared anew.
    case eager
    /// Only those that move are.
    case cooperative
    /// The broker shares them (KIP-848).
    case broker

    /// Those that this librdkafka has.
    static var known: [GroupProtocolCase] {
        let version = LibrdkafkaVersion.running
        return version.major > 2 || version.minor >= 12 ? allCases : [.eager, .cooperative]
    }

    var properties: [String: String] {
        switch self {
        case .eager: ["partition.assignment.strategy": "range,roundrobin", "heartbeat.interval.ms": "200"]
        case .cooperative: ["partition.assignment.strategy": "cooperative-sticky", "heartbeat.interval.ms": "200"]
        case .broker: ["group.protocol": "consumer"]
        }
    }
}
