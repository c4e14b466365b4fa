// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Foundation
internal import OsloNotifications
internal import RdkafkaTesting
internal import TestSupport
internal import Testing

@Suite("oslo-notify send", .timeLimit(.minutes(2)))
struct CommandLineSendTests {
    @Test("One notification is sent, acknowledged and received")
    func one() async throws {
        let tool = try CommandLineTool("send-one")
        let sent = try await tool.send("--priority", "warning", "a.b", #"{"x": 123456789012345678901, "ü": [1.0]}"#)
        #expect(sent.exit == .code(0))
        #expect(sent.lastErrorLine == "sent 1, acknowledged 1, failed 0")

        let received = try await tool.listen("--count", "1", "--timeout", "60")
        #expect(received.exit == .code(0))
        let line = try #require(received.outputLines.first)
        #expect(
            line.hasPrefix(
                #"{"priority": "warn", "ctxt": {}, "publisher_id": "compute.host1", "event_type": "a.b", "payload": "#
                    + #"{"x": 123456789012345678901, "\u00fc": [1.0]}, "metadata": {"message_id": ""#))
    }

    @Test("10 000 lines all arrive")
    func manyLines() async throws {
        let tool = try CommandLineTool("send-lines")
        let sent = try await tool.send("--lines", input: CommandLineTool.lines(0..<10_000))
        #expect(sent.exit == .code(0))
        #expect(sent.lastErrorLine == "sent 10000, acknowledged 10000, failed 0")
        let received = try await tool.listen("--count", "10000", "--timeout", "90")
        #expect(received.exit == .code(0))
        #expect(received.payloadNumbers.sorted() == Array(0..<10_000))
    }

    @Test("What the drivers send nowhere doesn't count as acknowledged")
    func routing() async throws {
        let tool = try CommandLineTool("send-routing", embedded: true)
        let path = FileManager.default.temporaryDirectory.appending(path: "\(tool.topic).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let driver = "oslo_messaging_notifications.driver=routing"
        let rules = "oslo_messaging_notifications.routing_config=\(path)"
        try #"{"a": {"messagingv2": {"accepted_events": ["x.*"]}, "log": {}}}"#.write(
            toFile: path, atomically: true, encoding: .utf8)
        let sent = try await tool.send("--set", driver, "--set", rules, "x.y")
        #expect(sent.lastErrorLine == "sent 1, acknowledged 1, failed 0")
        let dropped = try await tool.send("--set", driver, "--set", rules, "y.x")
        #expect(dropped.exit == .code(65))
        #expect(dropped.errorText.contains("no driver sends it to Kafka"))
        #expect(dropped.lastErrorLine == "sent 0, acknowledged 0, failed 1")
        try #"{"a": {"log": {}}}"#.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try await tool.send("--set", driver, "--set", rules, "x.y").exit == .code(78))
    }

    @Test("Lines of one partition keep their order")
    func embeddedOrder() async throws {
        let tool = try CommandLineTool("send-order", embedded: true, partitions: 1)
        #expect(try await tool.send("--lines", input: CommandLineTool.lines(0..<10_000)).exit == .code(0))
        let received = try await tool.listen("--count", "10000", "--timeout", "90")
        #expect(received.payloadNumbers == Array(0..<10_000))
    }

    @Test("A line that is wrong is told by its number, and the others are sent")
    func wrongLines() async throws {
        let tool = try CommandLineTool("send-wrong")
        let input = """
            {"event_type": "a", "priority": "AUDIT", "publisher_id": "other", "context": {"k": 1}}

            {"event_type": "b", "paylod": 1}
            {"event_type": "c", "priority": "loud"}
            {"payload": 1}
            not JSON
            [1]
            {"event_type": "d", "payload": NaN}
            {"event_type": "e"}
            """
        let result = try await tool.send("--lines", input: input)
        #expect(result.exit == .code(65))
        #expect(result.lastErrorLine == "sent 2, acknowledged 2, failed 6")
        for expected in [
            #"line 3: unknown key "paylod""#, #"line 4: priority is "loud""#, "line 5: event_type is missing",
            "line 6: malformedJSON", "line 7: it is no JSON object", "line 8: unencodable",
        ] {
            #expect(result.errorText.contains(expected))
        }
    }

    @Test("A dry run writes the record's bytes, and connects nowhere")
    func embeddedDryRun() async throws {
        let vector =
            "\(BuiltProducts.packageDirectory)/Tests/OsloNotificationsTests/Fixtures/vectors/nested.json"
        let expected = try String(contentsOfFile: vector, encoding: .utf8)
        let line = """
            {"message_id": "05100000-0000-4000-8000-00000000000d", "event_type": "compute.instance.create.end", \
            "payload": {"z": 1, "a": {"y": [], "b": {}, "c": [[[[[[["deep"]]]]]]]}, "m": [{"k": [1, {"x": null}]}, \
            [], {}], "": "empty key"}, "timestamp": "2024-02-29 12:34:56.789012"}
            """
        let result = try await CommandLineTool.run(
            [
                "send", "--dry-run", "--lines", "--url", "kafka://nowhere.invalid/vh", "--topic", "t", "--topic", "u",
                "--publisher", "compute.host1",
            ], input: line)
        #expect(result.exit == .code(0))
        #expect(result.outputText == "t.info.vh\t\(expected)\nu.info.vh\t\(expected)\n")
        #expect(result.lastErrorLine == "sent 0, acknowledged 0, failed 0")
    }

    @Test("With a broker that is gone from the start it ends in time, and counts")
    func embeddedBrokerGone() async throws {
        let tool = try CommandLineTool("send-gone", embedded: true)
        try #require(tool.cluster).setBroker(1, down: true)
        // Standard input stays open: that must not keep it.
        let result = try await Subprocess.withProcess(
            CommandLineTool.path, ["send"] + tool.sending + ["--lines", "--timeout", "1"]
        ) { process in
            process.write(Array(CommandLineTool.lines(0..<100).utf8))
            return await process.result()
        }
        #expect(result.exit == .code(75))
        #expect(result.errorText.contains("gave up after 1 s without an acknowledgement; not acknowledged: 100"))
        #expect(result.lastErrorLine == "sent 100, acknowledged 0, failed 100")
    }

    @Test("With a broker that goes away in the middle it ends in time, and counts")
    func embeddedBrokerGoesAway() async throws {
        let tool = try CommandLineTool("send-dies", embedded: true)
        let cluster = try #require(tool.cluster)
        let result = try await Subprocess.withProcess(
            CommandLineTool.path, ["send"] + tool.sending + ["--lines", "--timeout", "2"]
        ) { process in
            process.write(Array(CommandLineTool.lines(0..<100).utf8))
            let received = try await tool.listen("--count", "100", "--timeout", "60")
            #expect(received.exit == .code(0))
            try cluster.setBroker(1, down: true)
            process.write(Array(CommandLineTool.lines(100..<150).utf8))
            return await process.result()
        }
        #expect(result.exit == .code(75))
        #expect(result.lastErrorLine == "sent 150, acknowledged 100, failed 50")
    }

    @Test("A Kafka that is killed while lines are sent: not acknowledged are named, and it fails", .needsRealKafka)
    func kafkaKilled() async throws {
        try await PrivateKafka.withBroker { kafka in
            let sending = [
                "--url", "kafka://\(kafka.bootstrap)/", "--topic", uniqueTopic("killed"), "--publisher", "p",
            ]
            let result = try await Subprocess.withProcess(
                CommandLineTool.path, ["send"] + sending + ["--lines", "--timeout", "3"]
            ) { process in
                process.write(Array(CommandLineTool.lines(0..<1000).utf8))
                let listening = ["listen"] + sending.prefix(4) + ["--count", "1000", "--timeout", "60"]
                let received = try await CommandLineTool.run(listening)
                #expect(received.exit == .code(0))
                kafka.kill()
                process.write(Array(CommandLineTool.lines(1000..<1500).utf8))
                return await process.result()
            }
            #expect(result.exit == .code(75))
            #expect(result.errorText.contains("not acknowledged: 500"))
            #expect(result.lastErrorLine == "sent 1500, acknowledged 1000, failed 500")
        }
    }

    @Test("SIGTERM: what is under way is acknowledged, and the exit code tells of the signal")
    func signal() async throws {
        let tool = try CommandLineTool("send-signal")
        let result = try await Subprocess.withProcess(
            CommandLineTool.path, ["send"] + tool.sending + ["--lines"]
        ) { process in
            process.write(Array("\(CommandLineTool.lines(0..<10))not JSON\n".utf8))
            try await process.standardError.line(containing: "line 11")
            process.send(SIGTERM)
            return await process.result()
        }
        #expect(result.exit == .code(143))
        #expect(result.lastErrorLine == "sent 10, acknowledged 10, failed 1")
    }
}
