// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A part of librdkafka's interface that came after 2.0.2.
struct LibrdkafkaFeature: Sendable {
    /// For errors: what can't be done without.
    let name: String
    /// The first version that has it.
    let since: LibrdkafkaVersion

    static let incrementalAlterConfigs = Self("changing the configs of brokers and groups one by one", 2, 2)
    static let describeTopics = Self("describing topics", 2, 3)
    static let describeCluster = Self("describing the cluster", 2, 3)
    static let listOffsets = Self("listing offsets by isolation level or by the largest timestamp", 2, 3)
    static let groupConfigs = Self("configs of groups", 2, 10)

    private init(_ name: String, _ major: Int, _ minor: Int) {
        self.name = name
        since = LibrdkafkaVersion(major, minor, 0)
    }

    /// Both the librdkafka that this was compiled with and the one that runs have it.
    var isSupported: Bool {
        min(LibrdkafkaVersion.compiled, .running) >= since
    }

    func require() throws(KafkaError) {
        if !isSupported { throw unsupported }
    }

    var unsupported: KafkaError {
        .unsupported("\(name) needs librdkafka \(since)")
    }
}

extension KafkaError {
    static func unsupported(_ message: String) -> KafkaError {
        let compiled = LibrdkafkaVersion.compiled
        let running = LibrdkafkaVersion.running
        let built = compiled == running ? "" : ", and it was built with \(compiled)"
        return KafkaError(.unsupported, "\(message): this is \(running)\(built)")
    }
}
