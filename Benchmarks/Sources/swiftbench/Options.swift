// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// The command line; the same as the C program's, without its commands that measure nothing.
struct Options: Sendable {
    let name: String
    let bootstrap: String
    let topic: String
    /// Records in the measured section; seconds for `idle`.
    let count: Int
    /// Records before it.
    let warmup: Int
    private let properties: [String: String]

    static let usage = "usage: swiftbench CASE -b BOOTSTRAP -t TOPIC [-n COUNT] [-w WARMUP] [-X KEY=VALUE]..."

    init(_ arguments: [String]) throws(BenchFailure) {
        var values: [String: String] = [:]
        var properties: [String: String] = [:]
        var names: [String] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-") else {
                names.append(argument)
                continue
            }
            guard ["-b", "-t", "-n", "-w", "-X"].contains(argument), let value = rest.popFirst() else {
                throw BenchFailure(Self.usage)
            }
            if argument == "-X" {
                let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2 else { throw BenchFailure("-X: '\(value)' is not KEY=VALUE") }
                properties[String(parts[0])] = String(parts[1])
            } else {
                values[argument] = value
            }
        }
        guard names.count == 1, let bootstrap = values["-b"], let topic = values["-t"],
            let count = Int(values["-n"] ?? "100000"), let warmup = Int(values["-w"] ?? "0"), count > 0, warmup >= 0
        else { throw BenchFailure(Self.usage) }
        name = names[0]
        self.bootstrap = bootstrap
        self.topic = topic
        self.count = count
        self.warmup = warmup
        self.properties = properties
    }

    /// The library's own settings, which are those that the C program sets.
    var producer: KafkaConfiguration {
        KafkaConfiguration(properties.merging(["bootstrap.servers": bootstrap]) { own, _ in own })
    }

    /// A new group, which reads the topic from its first record.
    var consumer: KafkaConfiguration {
        let defaults = ["bootstrap.servers": bootstrap, "group.id": group, "auto.offset.reset": "earliest"]
        return KafkaConfiguration(properties.merging(defaults) { own, _ in own })
    }

    /// A consumer of such a group that leaves headers unread, as the C program does.
    func makeConsumer() throws -> KafkaConsumer {
        try KafkaConsumer(configuration: consumer, options: ConsumerOptions(readsHeaders: false))
    }

    var group: String {
        "bench-\(UInt64.random(in: 0...UInt64.max))"
    }

    /// The notification library's configuration.
    var transport: [String: String] {
        var configuration = ["transport_url": "kafka://\(bootstrap)/"]
        for (name, value) in properties { configuration["rdkafka.\(name)"] = value }
        return configuration
    }

    /// The topic of notifications whose Kafka topic for the priority info is `topic`.
    var notificationTopic: String {
        get throws(BenchFailure) {
            guard topic.hasSuffix(".info") else { throw BenchFailure("-t: '\(topic)' does not end in .info") }
            return String(topic.dropLast(5))
        }
    }
}
