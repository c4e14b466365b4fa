// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Foundation
internal import OsloNotifications
internal import Rdkafka
internal import RdkafkaTesting
internal import TestSupport

/// The built command line, and a broker for it: the real Kafka where there is one.
struct CommandLineTool: Sendable {
    static let path = BuiltProducts.path(of: "oslo-notify")

    let topic: String
    let url: String
    /// Nil with a real Kafka.
    let cluster: MockCluster?

    init(_ name: String, embedded: Bool = false, partitions: Int = 2) throws {
        topic = uniqueTopic(name)
        if let bootstrap = TestBroker.bootstrap, !embedded {
            cluster = nil
            url = "kafka://\(bootstrap)/"
        } else {
            let cluster = try MockCluster()
            self.cluster = cluster
            url = "kafka://\(cluster.bootstrapServers)/"
            for priority in NotificationPriority.allCases {
                try cluster.createTopic("\(topic).\(priority.topicSuffix)", partitions: partitions)
            }
        }
    }

    /// For `send`.
    var sending: [String] { ["--url", url, "--topic", topic, "--publisher", "compute.host1"] }

    /// For `listen`; the embedded broker makes a group wait for as long as its sessions last.
    func listening(_ more: String...) -> [String] {
        ["listen", "--url", url, "--topic", topic, "--set", "rdkafka.session.timeout.ms=6000", "--json"] + more
    }

    func send(_ arguments: String..., input: String = "") async throws -> SubprocessResult {
        try await Self.run(["send"] + sending + arguments, input: input)
    }

    func listen(_ arguments: String...) async throws -> SubprocessResult {
        try await Self.run(listening() + arguments)
    }

    static func run(_ arguments: [String], input: String = "") async throws -> SubprocessResult {
        try await Subprocess.run(path, arguments, input: Array(input.utf8))
    }

    /// Lines for `send --lines`, with the payloads `{"n": …}`.
    static func lines(_ numbers: Range<Int>) -> String {
        numbers.map { "{\"event_type\": \"test.number\", \"payload\": {\"n\": \($0)}}\n" }.joined()
    }
}

extension SubprocessResult {
    /// The numbers that `CommandLineTool.lines` put into payloads.
    var payloadNumbers: [Int] {
        outputLines.compactMap { line in
            (try? JSONValue(parsing: line))?["payload"]?["n"].flatMap { value in
                if case .integer(let number) = value { Int(number) } else { nil }
            }
        }
    }

    /// The last line of standard error.
    var lastErrorLine: String? {
        errorText.split(separator: "\n").last.map(String.init)
    }
}
