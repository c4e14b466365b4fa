// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// The mock cluster, in the helper process beside this program. It can't delete topics: a new one is started instead.
final class MockBroker: Broker {
    let kind = BrokerKind.mock
    let bootstrap: String
    private let process: ChildProcess

    var processIDs: [pid_t] { [process.id] }

    init() throws(BenchError) {
        process = try ChildProcess(Tools.path("mockbroker"), [])
        bootstrap = try process.readLine(timeout: 10)
    }

    func createTopic(_ topic: String, partitions: Int) throws(BenchError) {
        try process.write("create \(topic) \(partitions)\n")
        let answer = try process.readLine(timeout: 10)
        guard answer == "ok" else { throw BenchError("mockbroker: \(answer)") }
    }

    func deleteTopic(_ topic: String) {}

    func stop() {
        process.closeInput()
        _ = try? process.finish(timeout: 10)
    }
}
