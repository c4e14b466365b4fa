// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A part of librdkafka's mock that came after 2.0.2.
struct MockFeature {
    static let replicationFactor = Self("choosing the replication factor of a topic", minor: 2)
    static let requestTracking = Self("tracking requests", minor: 3)
    static let initialRebalanceDelay = Self("setting the delay of a group's first rebalance", minor: 6)

    private let name: String
    private let minor: Int

    private init(_ name: String, minor: Int) {
        self.name = name
        self.minor = minor
    }

    func require() throws(KafkaError) {
        let version = min(LibrdkafkaVersion.compiled, .running)
        guard (version.major, version.minor) < (2, minor) else { return }
        throw KafkaError(
            .unsupported, "\(name) needs librdkafka 2.\(minor).0: this was built with \(LibrdkafkaVersion.compiled)")
    }
}
