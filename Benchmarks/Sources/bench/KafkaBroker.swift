// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// A real Kafka that somebody else starts and stops.
final class KafkaBroker: Broker {
    let kind = BrokerKind.kafka
    let bootstrap: String
    let processIDs: [pid_t]
    private let properties: [String]

    /// - Parameter properties: what it takes to connect, as `KEY=VALUE`.
    init(bootstrap: String, processIDs: [pid_t], properties: [String]) {
        self.bootstrap = bootstrap
        self.processIDs = processIDs
        self.properties = properties
    }

    func createTopic(_ topic: String, partitions: Int) throws(BenchError) {
        try Tools.cbench(["create", "-b", bootstrap, "-t", topic, "-p", "\(partitions)"], properties)
    }

    func deleteTopic(_ topic: String) throws(BenchError) {
        try Tools.cbench(["delete", "-b", bootstrap, "-t", topic], properties)
    }

    func stop() {}
}
