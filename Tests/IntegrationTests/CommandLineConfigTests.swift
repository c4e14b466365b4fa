// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import TestSupport
import Testing

/// `oslo-notify config`, and the options that the other commands share with it.
@Suite("oslo-notify config", .timeLimit(.minutes(2)))
struct CommandLineConfigTests {
    private static let urlVectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "OsloNotificationsTests/Fixtures/urls/url_index.json")

    private static func config(_ arguments: String..., environment: [String: String?] = [:]) async throws
        -> SubprocessResult
    {
        try await Subprocess.run(CommandLineTool.path, ["config"] + arguments, environment: environment)
    }

    private static func withFile<Result>(_ text: String, _ body: (String) async throws -> Result) async throws -> Result
    {
        let file = FileManager.default.temporaryDirectory.appending(path: "oslo-notify-\(UUID()).conf")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await body(file.path)
    }

    /// What differs from Python's verdict is listed, with its reasons, where the library is tested.
    private static let refused: Set<String> = [
        "", "kafka:h1:9092", "kafka:///", "kafka:/", "kafka://h1:0/", "kafka://h1:-1/", "kafka://h1:9092//",
        "kafka://h1:9092//vh", "kafka://h1:9092/vh ",
        "kafka://h1:9092/?security_protocol=SASL_SSL&sasl_mechanism=SCRAM-SHA-512&ssl_cafile=/etc/ca.pem",
    ]

    @Test("Every URL of the vectors: what oslo.messaging made of it, or 78")
    func vectors() async throws {
        let text = try String(contentsOf: Self.urlVectors, encoding: .utf8)
        let vectors = try #require(try JSONValue(parsing: text).arrayValue)
        #expect(vectors.count == 54)
        for vector in vectors {
            let url = try #require(vector["url"]?.stringValue)
            let result = try await Self.config("--url", url, "--json", "--show-secrets")
            guard let python = vector["kafka"], !Self.refused.contains(url) else {
                #expect(result.exit == .code(78), "\(url)")
                #expect(result.outputText.isEmpty, "\(url)")
                #expect(!result.errorText.isEmpty, "\(url)")
                continue
            }
            #expect(result.exit == .code(0), "\(url): \(result.errorText)")
            let made = try JSONValue(parsing: try #require(result.outputLines.first))
            #expect(made["transport"] == vector["parsed"]?["transport"], "\(url)")
            #expect(made["virtual_host"] == vector["parsed"]?["virtual_host"], "\(url)")
            #expect(made["topics"] == ["notifications"], "\(url)")
            for side in ["producer", "consumer"] {
                let theirs = try #require(python[side]?.objectValue)
                #expect(theirs.count >= 12)
                for (name, value) in theirs {
                    let ours = made[side]?[name]?.stringValue
                    let isSame = PropertyDifferences.isSame(
                        name, ours, text: value.stringValue, number: value.doubleValue, flag: value.boolValue)
                    #expect(isSame, "\(url): \(name): \(ours ?? "nothing")")
                }
            }
        }
    }

    @Test("Sources: --set, then the environment, then files; the URL's query over all")
    func sources() async throws {
        let text = """
            [DEFAULT]
            transport_url = kafka://user:hunter2@${my_host}/vh?max_poll_records=9
            my_host = k1
            [oslo_messaging_notifications]
            topics = a,
              b
            [oslo_messaging_kafka]
            consumer_group = file
            compression_codec = gzip
            security_protocol = SASL_SSL
            [rdkafka]
            message.max.bytes = 2000000
            """
        try await Self.withFile(text) { file in
            let result = try await Self.config(
                "--config-file", file, "--json", "--set", "oslo_messaging_kafka.compression_codec=zstd",
                environment: ["OS_OSLO_MESSAGING_KAFKA__CONSUMER_GROUP": "environment"])
            #expect(result.exit == .code(0), "\(result.errorText)")
            #expect(!result.outputText.contains("hunter2"))
            let made = try JSONValue(parsing: try #require(result.outputLines.first))
            #expect(made["virtual_host"] == "vh")
            #expect(made["topics"] == ["a", "b"])
            #expect(made["producer"]?["bootstrap.servers"] == "k1:9092")
            #expect(made["producer"]?["compression.codec"] == "zstd")
            #expect(made["producer"]?["message.max.bytes"] == "2000000")
            #expect(made["producer"]?["sasl.password"] == "***")
            #expect(made["consumer"]?["group.id"] == "environment")

            let shown = try await Self.config("--config-file", file, "--show-secrets")
            #expect(shown.outputText.contains("  sasl.password=hunter2\n"))
            #expect(shown.outputText.contains("topics        a b\n"))
        }
    }

    @Test("Files and directories count in the order in which they are given")
    func directories() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "oslo-notify-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        for (name, group) in [("2.conf", "second"), ("1.conf", "first")] {
            try Data("[oslo_messaging_kafka]\nconsumer_group = \(group)\n".utf8).write(
                to: directory.appending(path: name))
        }
        let text = "[DEFAULT]\ntransport_url = kafka://h/\n[oslo_messaging_kafka]\nconsumer_group = file\n"
        try await Self.withFile(text) { file in
            for (arguments, group) in [
                (["--config-file", file, "--config-dir", directory.path], "second"),
                (["--config-dir", directory.path, "--config-file", file], "file"),
            ] {
                let result = try await Subprocess.run(CommandLineTool.path, ["config", "--json"] + arguments)
                #expect(result.exit == .code(0), "\(result.errorText)")
                let made = try JSONValue(parsing: try #require(result.outputLines.first))
                #expect(made["consumer"]?["group.id"]?.stringValue == group)
            }
        }
        let none = try await Self.config("--config-dir", "/nowhere/x.d")
        #expect(none.exit == .code(78))
        #expect(none.errorText.contains("/nowhere/x.d can't be read: No such file or directory"))
        #expect(try await Self.config("--config-dir", "").exit == .code(64))
    }

    @Test("What is wrong is told with its place, and nothing is written")
    func wrong() async throws {
        let head = "[DEFAULT]\ntransport_url = kafka://h/\n"
        for (text, message) in [
            (
                head + "[oslo_messaging_kafka]\nmax_poll_records = many\n",
                ":4: oslo_messaging_kafka.max_poll_records is \"many\""
            ),
            (head + "[oslo_messaging_kafka]\nconsumer_grup = g\n", ":4: \"oslo_messaging_kafka.consumer_grup\" is not"),
            (head + "[rdkafka]\nno.such = 1\n", ":4: invalidConfiguration: librdkafka"),
            (head + "[rdkafka]\nqueue.buffering.max.ms = x\n", ":4: invalidConfiguration: property \"linger.ms\""),
            (head + "nonsense\n", ":3: the line has neither = nor :"),
            (head + "[rdkafka]\nmessage.max.bytes = 99999999999\n", ":4: invalidConfiguration: property \"message.max"),
            (
                head + "[oslo_messaging_kafka]\nsasl_password = p\n",
                "not a configuration key; user and password belong in the transport URL: kafka://USER:PASSWORD@HOST/"
            ),
            ("", "no transport URL is set"),
        ] {
            try await Self.withFile(text) { file in
                let result = try await Self.config("--config-file", file, "--json")
                #expect(result.exit == .code(78))
                #expect(result.outputText.isEmpty)
                #expect(result.errorText.contains(message), "\(result.errorText)")
                #expect(result.errorText.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
                #expect(message.hasPrefix("no") || result.errorText.contains(file))
            }
        }
        let none = try await Self.config("--config-file", "/nowhere/x.conf")
        #expect(none.exit == .code(78))
        #expect(none.errorText.contains("/nowhere/x.conf can't be read: No such file or directory"))
        let variable = try await Self.config(
            "--url", "kafka://h/", environment: ["OS_OSLO_MESSAGING_KAFKA__ENABLE_AUTO_COMMIT": "maybe"])
        #expect(variable.exit == .code(78))
        #expect(variable.errorText.contains("environment variable OS_OSLO_MESSAGING_KAFKA__ENABLE_AUTO_COMMIT: "))
        #expect(try await Self.config("--set", "a").exit == .code(64))
        #expect(try await Self.config("x").exit == .code(64))
    }

    @Test("A missing certificate, another login or no broker is no error of the configuration")
    func notLookedAt() async throws {
        let files = try await Self.config(
            "--url", "kafka://u:p@h/?security_protocol=SASL_SSL&sasl_mechanism=SCRAM-SHA-512&ssl_cafile=/nowhere/ca.pem"
        )
        #expect(files.exit == .code(0), "\(files.errorText)")
        let login = try await Self.config("--url", "kafka://h/?security_protocol=SASL_PLAINTEXT&sasl_mechanism=GSSAPI")
        #expect(login.exit == .code(0), "\(login.errorText)")
    }

    @Test("send and demo take a configuration file")
    func otherCommands() async throws {
        let text = "[oslo_messaging_notifications]\ntransport_url = kafka://h/vh\ntopics = a,b\n"
        try await Self.withFile(text) { file in
            let sent = try await CommandLineTool.run([
                "send", "--dry-run", "--config-file", file, "--publisher", "p", "e",
            ])
            #expect(sent.exit == .code(0), "\(sent.errorText)")
            #expect(sent.outputLines.map { $0.prefix { $0 != "\t" } } == ["a.info.vh", "b.info.vh"])
        }
        let wrong = try await CommandLineTool.run(["demo", "--set", "oslo_messaging_kafka.max_poll_records=0"])
        #expect(wrong.exit == .code(78))
    }

    @Test(
        "decode --filter",
        arguments: [
            (["payload.state=active$", "event_type=^compute\\."], 0),
            (["payload.state=active$", "event_type=instance"], 1),
            (["payload.count=12"], 1), (["event_type=*"], 64), (["event_type=(a)\\1"], 64), (["priority=info"], 64),
            (["event_type"], 64), ([""], 64),
        ] as [([String], Int32)])
    func decodeFilter(_ filters: [String], _ code: Int32) async throws {
        let record = """
            {"message_id": "1", "publisher_id": "compute.host1", "event_type": "compute.instance.create.end", "priority": \
            "INFO", "payload": {"state": "active", "count": 12}, "timestamp": "2024-02-29 12:34:56.789012", "_context": \
            {"tenant": "5f64"}}
            """
        let result = try await CommandLineTool.run(["decode"] + filters.flatMap { ["--filter", $0] }, input: record)
        #expect(result.exit == .code(code), "\(result.errorText)")
        #expect(result.outputText.isEmpty == (code != 0))
        #expect(result.errorText.isEmpty == (code != 64))
    }

    @Test("listen --filter writes and counts only what matches")
    func listenFilter() async throws {
        let tool = try CommandLineTool("filter")
        let sent = try await tool.send(
            "--lines",
            input: CommandLineTool.lines(0..<3) + "{\"event_type\": \"other\", \"payload\": {\"n\": 3}}\n"
                + CommandLineTool.lines(4..<6))
        #expect(sent.exit == .code(0))
        let heard = try await tool.listen("--filter", "event_type=other$", "--count", "1", "--timeout", "30")
        #expect(heard.exit == .code(0), "\(heard.errorText)")
        #expect(heard.payloadNumbers == [3])
        #expect(try await tool.listen("--filter", "event_type=*").exit == .code(64))
    }
}
