// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// A broker that runs, with topics that are made for a case and thrown away.
protocol Broker: AnyObject {
    var kind: BrokerKind { get }
    var bootstrap: String { get }
    /// Whose processor time is not a disturbance; none where it isn't known.
    var processIDs: [pid_t] { get }

    func createTopic(_ topic: String, partitions: Int) throws(BenchError)
    func deleteTopic(_ topic: String) throws(BenchError)
    func stop()
}
