// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// What stands in for a broker where none is needed.
final class NoBroker: Broker {
    let kind = BrokerKind.none
    let bootstrap = "none"
    let processIDs = [getpid()]

    func createTopic(_ topic: String, partitions: Int) {}
    func deleteTopic(_ topic: String) {}
    func stop() {}
}
