// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The command line.
struct Options: Sendable {
    let bootstrap: String
    let topic: String
    /// Records each way.
    let count: Int
    let clients: Int

    static let usage = "usage: soak -b BOOTSTRAP -t TOPIC [-n RECORDS] [-c CLIENTS]"

    init?(_ arguments: [String]) {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard ["-b", "-t", "-n", "-c"].contains(name), let value = rest.popFirst() else { return nil }
            values[name] = value
        }
        guard let bootstrap = values["-b"], let topic = values["-t"], let count = Int(values["-n"] ?? "5000000"),
            let clients = Int(values["-c"] ?? "1000"), count >= 10, clients >= 0
        else { return nil }
        self.bootstrap = bootstrap
        self.topic = topic
        self.count = count
        self.clients = clients
    }
}
