// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import TestSupport
import Testing

/// Configuration files and environment variables mean the same to oslo.config and to this library.
@Suite(.needsOsloMessaging, .timeLimit(.minutes(2)))
struct SameOptionsTests {
    /// What is named on a command line.
    private enum Source {
        case file(String)
        case directory([String: String])

        var json: JSONValue {
            switch self {
            case .file(let text): .string(text)
            case .directory(let files): object(files)
            }
        }

        /// Under a folder, where it is made.
        func source(_ folder: URL) throws -> ConfigurationSource {
            switch self {
            case .file(let text): return .ini(text, name: "file.conf")
            case .directory(let files):
                let directory = folder.appending(path: "\(UUID())")
                try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
                for (name, text) in files { try Data(text.utf8).write(to: directory.appending(path: name)) }
                return .directory(directory.path)
            }
        }
    }

    private struct Case {
        var sources: [Source]
        var environment: [String: String] = [:]

        var line: String {
            let json: JSONValue = [
                "sources": .array(sources.map(\.json)), "environment": SameOptionsTests.object(environment),
            ]
            return "\(json)\n"
        }
    }

    private static func object(_ texts: [String: String]) -> JSONValue {
        .object(JSONObject(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }

    /// The same as the program writes, of this library.
    private static func values(_ one: Case, _ folder: URL) throws -> JSONValue {
        let sources = try one.sources.map { try $0.source(folder) }
        let made = try NotificationConfiguration(sources: sources + [.environment(one.environment)])
        func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
        return [
            "topics": strings(made.topics), "driver": strings(made.drivers), "retry": .integer(Int64(made.retry)),
            "consumer_group": .string(made.kafka.consumerGroup),
            "compression_codec": .string(made.kafka.compressionCodec),
            "max_poll_records": .integer(Int64(made.kafka.maxPollRecords)),
            "producer_batch_timeout": .double(made.kafka.producerBatchTimeout / .seconds(1)),
            "enable_auto_commit": .bool(made.kafka.enableAutoCommit),
            "sasl_mechanism": .string(made.kafka.saslMechanism),
            "ssl_cafile": .string(made.kafka.caFile), "control_exchange": .string(made.controlExchange),
            "executor_thread_pool_size": .integer(Int64(made.executorThreadPoolSize)),
            "url": .string(made.transportURL.stringRevealingSecrets()),
        ]
    }

    /// Pieces of files; none is one that this library refuses and oslo.config does not.
    private static let pieces = [
        "[DEFAULT]", "[database]  ", "# comment", "; comment", "", "  ", "  continued", "\tb,c",
        "control_exchange = nova",
        "control_exchange: $my_ip",
        "my_ip=1.2.3.4", "my_ip = ${control_exchange}x", "rpc_thread_pool_size = 7", "executor_thread_pool_size=8",
        "unknown = 1", "other = $$ \\$ $", "other = \"",
    ]
    private static let notifications = [
        "topics = a, b", "topics = 'a,b'", "topics: c", "topics=x,,", "driver = messaging", "driver=noop", "retry = 3",
        "retry= -1 ",
        "transport_url = kafka://n:9092/v",
    ]
    private static let kafka = [
        "consumer_group = g", "consumer_group = \"g h\"", "consumer_group=$sasl_mechanism-$my_ip",
        "consumer_group = ${oslo_messaging_kafka.compression_codec}", "consumer_group = a$$b\\$c$ d",
        "consumer_group = a # b",
        "compression_codec=zstd", "max_poll_records = 1", "producer_batch_timeout = 1e-3", "enable_auto_commit = Yes",
        "ssl_cafile = x\n  y", "ssl_cafile = $nope", "ssl_cafile = ${my_ip", "ssl_cafile= 'x\"",
        "sasl_mechanism = ${consumer_group}x",
    ]
    private static let environment = [
        "OS_OSLO_MESSAGING_KAFKA__CONSUMER_GROUP": "e", "OS_OSLO_MESSAGING_NOTIFICATIONS__TOPICS": "e, f",
        "OS_DEFAULT__CONTROL_EXCHANGE": "$my_ip", "OS_DEFAULT__MY_IP": "9.9.9.9", "OS_AUTH_URL": "x",
        "OS_OSLO_MESSAGING_KAFKA__MAX_POLL_RECORDS": " 5 ", "OS_DEFAULT__TRANSPORT_URL": "kafka://e:9092/",
    ]

    private static func cases(_ count: Int) -> [Case] {
        var random = SeededGenerator(seed: 7)
        return (0..<count).map { _ in
            var files: [String] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                var lines = ["[DEFAULT]", "transport_url = kafka://d:9092/", "my_ip=10.0.0.1"]
                for _ in 0..<Int.random(in: 0...4, using: &random) {
                    lines += [Self.pieces.randomElement(using: &random) ?? ""]
                }
                for (section, pool) in [
                    ("oslo_messaging_notifications", notifications),
                    (["oslo_messaging_kafka", "Oslo_Messaging_KAFKA"].randomElement(using: &random) ?? "", kafka),
                ] {
                    lines.append("[\(section)]")
                    for _ in 0..<Int.random(in: 0...4, using: &random) {
                        lines += [pool.randomElement(using: &random) ?? ""]
                    }
                    if Bool.random(using: &random) {
                        lines += ["", "  \t", "\u{2003}"].shuffled(using: &random).prefix(1)
                    }
                }
                files.append(
                    lines.joined(separator: ["\n", "\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"))
            }
            var one = Case(sources: Self.sources(files, &random))
            for (name, value) in environment.sorted(by: { $0.key < $1.key })
            where Int.random(in: 0..<8, using: &random) == 0 {
                one.environment[name] = value
            }
            return one
        }
    }

    /// Names as files of a directory may have them; the last ones are none of configuration files.
    private static let names = [
        "10-a.conf", "9.conf", "Z.conf", "a.conf", "a b.conf", "é.conf", "_.conf", "A-.conf", ".hidden.conf", "a.conf~",
        "b.txt",
    ]

    /// The files, some of them in directories, of which some are the same one's; with files that are not read.
    private static func sources(_ files: [String], _ random: inout SeededGenerator) -> [Source] {
        // The URL, which oslo.config does without, also where no other file is read.
        var sources = [Source.file("[DEFAULT]\ntransport_url = kafka://d:9092/\n")]
        for text in files {
            if Bool.random(using: &random) {
                sources.append(.file(text))
            } else if case .directory(var known)? = sources.last, Bool.random(using: &random) {
                known[Self.names.randomElement(using: &random) ?? ""] = text
                sources[sources.count - 1] = .directory(known)
            } else {
                sources.append(.directory([Self.names.randomElement(using: &random) ?? "": text]))
            }
        }
        return sources
    }

    @Test("Files and directories in any order: the last one counts, and a key of several values has those of all")
    func order() async throws {
        func text(_ name: String, more: String = "") -> String {
            """
            [DEFAULT]
            my_ip = \(name)
            [oslo_messaging_notifications]
            driver = messaging
            driver = \(name == "b" ? "noop" : "log")
            [oslo_messaging_kafka]
            consumer_group = \(name)-$my_ip
            \(more)
            """
        }
        let head = "[DEFAULT]\ntransport_url = kafka://h:9092/\n"
        let directory = Source.directory(["b.conf": text("b"), "A.conf": text("A", more: "sasl_mechanism = PLAIN")])
        let cases = [
            Case(sources: [.file(head), .file(text("f")), directory]),
            Case(sources: [directory, .file(text("f")), .file(head)]),
            Case(sources: [.file(head), directory, .file("[DEFAULT]\nmy_ip = last\n"), .directory([:])]),
            Case(sources: [.file(head), directory], environment: ["OS_DEFAULT__MY_IP": "env"]),
        ]
        let groups = ["b-b", "f-f", "b-last", "b-env"]
        let result = try await OsloProgram.options(cases.map(\.line))
        let folder = FileManager.default.temporaryDirectory.appending(path: "oslo-options-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        for ((one, group), line) in zip(zip(cases, groups), result) {
            let python = try JSONValue(parsing: line)
            let made = try Self.values(one, folder)
            for name in ["consumer_group", "driver", "sasl_mechanism", "url"] {
                #expect(made[name] == python[name], "\(name) of \(one.line)")
            }
            #expect(made["consumer_group"]?.stringValue == group)
        }
        #expect(result.count == cases.count)
    }

    @Test("300 random configurations, of files and directories: the same values, or refused by both")
    func random() async throws {
        let cases = Self.cases(300)
        let result = try await OsloProgram.options(cases.map(\.line))
        try #require(result.count == cases.count)
        let folder = FileManager.default.temporaryDirectory.appending(path: "oslo-options-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        var same = 0
        for (one, line) in zip(cases, result) {
            let python = try #require(try JSONValue(parsing: line).objectValue)
            do {
                let made = try Self.values(one, folder)
                let expected = try #require(python["error"] == nil ? python : nil, "\(line) \(one.line)")
                for (name, value) in expected {
                    // Without drivers Python sends nothing; here there is a default.
                    if name == "driver", value == [] { continue }
                    #expect(made[name] == value, "\(name) of \(one.line)")
                }
                same += 1
            } catch let error as NotificationError {
                #expect(python["error"] != nil, "\(error) \(one.line)")
            }
        }
        #expect(same > 100)
    }
}

/// The same numbers in every run.
