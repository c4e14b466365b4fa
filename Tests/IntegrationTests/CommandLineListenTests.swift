// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Foundation
internal import OsloNotifications
internal import Rdkafka
internal import RdkafkaTesting
internal import TestSupport
internal import Testing

@Suite("oslo-notify listen", .timeLimit(.minutes(2)))
struct CommandLineListenTests {
    @Test("SIGTERM, even twice at once, drains, commits and leaves: the next listener of the group goes on after it")
    func signalCommits() async throws {
        let tool = try CommandLineTool("listen-signal")
        let group = uniqueGroup("listen-signal")
        #expect(try await tool.send("--lines", input: CommandLineTool.lines(0..<10)).exit == .code(0))
        let first = try await Subprocess.withProcess(
            CommandLineTool.path, tool.listening("--group", group)
        ) { process in
            try await process.standardOutput.lines(atLeast: 10)
            process.send(SIGTERM)
            process.send(SIGTERM)
            return await process.result()
        }
        #expect(first.exit == .code(0))
        #expect(first.errorText.contains("reads"))
        #expect(first.payloadNumbers.sorted() == Array(0..<10))

        #expect(try await tool.send("--lines", input: CommandLineTool.lines(10..<15)).exit == .code(0))
        let second = try await tool.listen("--group", group, "--count", "5", "--timeout", "60")
        #expect(second.payloadNumbers.sorted() == Array(10..<15))
    }

    @Test("--count writes so many lines, and leaves the rest to the next run")
    func countIsExact() async throws {
        let tool = try CommandLineTool("listen-count")
        let group = uniqueGroup("listen-count")
        #expect(try await tool.send("--lines", input: CommandLineTool.lines(0..<500)).exit == .code(0))
        var numbers: [Int] = []
        for count in [3, 200, 297] {
            let result = try await tool.listen("--group", group, "--count", "\(count)", "--timeout", "60")
            #expect(result.exit == .code(0))
            #expect(result.outputLines.count == count)
            numbers += result.payloadNumbers
        }
        #expect(numbers.sorted() == Array(0..<500))
    }

    @Test("Without --group nothing is taken from anybody: each run gets all of it")
    func ownGroup() async throws {
        let tool = try CommandLineTool("listen-own")
        #expect(try await tool.send("--lines", input: CommandLineTool.lines(0..<3)).exit == .code(0))
        for _ in 0..<2 {
            let result = try await tool.listen("--count", "3", "--timeout", "60")
            #expect(result.payloadNumbers.sorted() == [0, 1, 2])
        }
    }

    @Test("A record that is no notification is told with its place, and skipped")
    func undecodable() async throws {
        let tool = try CommandLineTool("listen-bad")
        let bootstrap = try #require(tool.cluster?.bootstrapServers ?? TestBroker.bootstrap)
        let producer = try KafkaProducer(configuration: KafkaConfiguration(["bootstrap.servers": bootstrap]))
        let topic = "\(tool.topic).info"
        _ = try await producer.send(ProducerRecord(topic: topic, value: Array("not JSON".utf8), partition: 0))
        let value = #"{"event_type": "a.b", "priority": "INFO", "payload": {"n": 1}}"#
        _ = try await producer.send(ProducerRecord(topic: topic, value: Array(value.utf8), partition: 0))
        await producer.shutdown()

        let result = try await tool.listen("--count", "1", "--timeout", "60")
        #expect(result.exit == .code(0))
        #expect(result.payloadNumbers == [1])
        #expect(result.errorText.contains("\(topic)[0]@0 is skipped: no notification: malformedJSON"))
    }

    @Test("When the time is up before all came, it says how many, with an exit code of its own")
    func timeIsUp() async throws {
        let tool = try CommandLineTool("listen-time")
        let result = try await tool.listen("--count", "3", "--timeout", "1")
        #expect(result.exit == .code(75))
        #expect(result.lastErrorLine == "oslo-notify: the time was up when 0 of 3 notifications had come")
    }

    @Test("A reader of the output that goes away ends it, quietly")
    func readerGoesAway() async throws {
        let tool = try CommandLineTool("listen-pipe")
        #expect(try await tool.send("--lines", input: CommandLineTool.lines(0..<2000)).exit == .code(0))
        let command = "{ \"$@\" 2>/dev/null; echo \"exit $?\" >&2; } | head -n 1"
        let result = try await Subprocess.run(
            "/bin/sh", ["-c", command, "sh", CommandLineTool.path] + tool.listening())
        #expect(result.outputLines.count == 1)
        #expect(result.errorText == "exit 0\n")
    }
}
