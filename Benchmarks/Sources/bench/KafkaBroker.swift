// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// A real Kafka that somebody else starts and stops.
final class KafkaBroker: Broker {
    let kind = BrokerKind.kafka
    let bootstrap: String
    let processID: pid_t?

    init(bootstrap: String, processID: pid_t?) {
        self.bootstrap = bootstrap
        self.processID = processID
    }

    func createTopic(_ topic: String, partitions: Int) throws(BenchError) {
        try Tools.cbench(["create", "-b", bootstrap, "-t", topic, "-p", "\(partitions)"])
    }

    func deleteTopic(_ topic: String) throws(BenchError) {
        try Tools.cbench(["delete", "-b", bootstrap, "-t", topic])
    }

    func stop() {}
}
