// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation

/// The broker that integration tests run on.
///
/// A real Kafka where `KAFKA_BOOTSTRAP` names one, which `Scripts/test` sees to; otherwise the embedded broker,
/// which each test starts for itself.
public enum TestBroker: Equatable, Sendable {
    case real(bootstrap: String)
    case embedded

    /// The broker of this run.
    public static let current: TestBroker = {
        guard let bootstrap = ProcessInfo.processInfo.environment["KAFKA_BOOTSTRAP"], !bootstrap.isEmpty else {
            return .embedded
        }
        return .real(bootstrap: bootstrap)
    }()

    /// Whether this run has a real Kafka.
    public static var isReal: Bool { bootstrap != nil }

    /// The real Kafka's address, `host:port`; nil on the embedded broker.
    public static var bootstrap: String? {
        switch current {
        case .real(let bootstrap): bootstrap
        case .embedded: nil
        }
    }
}
