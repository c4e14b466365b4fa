// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import TestSupport
internal import Testing

@Suite("oslo-notify", .timeLimit(.minutes(2)))
struct EmbeddedCommandLineTests {
    @Test("The demo shows one notification of each priority")
    func demo() async throws {
        let result = try await CommandLineTool.run(["demo"])
        #expect(result.exit == .code(0))
        #expect(result.outputLines.count == 7)
        for priority in NotificationPriority.allCases {
            #expect(result.outputLines.count { $0.contains("  \(priority.word) ") } == 1)
        }
    }

    @Test("The demo does not wait for ever")
    func demoTimeout() async throws {
        let result = try await CommandLineTool.run(["demo", "--timeout", "0.5"])
        #expect(result.exit == .code(75))
        #expect(result.errorText.contains("the time is up; missing: instance.exists"))
    }

    @Test("decode: a record's value becomes a line, with the numbers as they came")
    func decode() async throws {
        let value = #"""
            {"oslo.version": "2.0", "oslo.message": "{\"message_id\": \"m\", \"publisher_id\": \"p\", \"event_type\": \
            \"e\", \"priority\": \"ERROR\", \"payload\": {\"big\": 123456789012345678901234567890, \"f\": 1.50, \
            \"inf\" : 1e400}, \"timestamp\": \"t\", \"_context\": {\"user\": \"\\u00fc\"}}"}
            """#.replacing("\\\n", with: "")
        let result = try await CommandLineTool.run(["decode"], input: value)
        #expect(result.exit == .code(0))
        #expect(
            result.outputText
                == #"{"priority": "error", "ctxt": {"user": "\u00fc"}, "publisher_id": "p", "event_type": "e", "#
                + #""payload": {"big": 123456789012345678901234567890, "f": 1.50, "inf": 1e400}, "#
                + #""metadata": {"message_id": "m", "timestamp": "t"}}"# + "\n")
    }

    @Test("decode: a bare message over several lines, of RabbitMQ's form, becomes one line too")
    func decodeBare() async throws {
        let value = """
            {
              "_context_user": "u", "event_type": null, "p\\u0072iority": "loud", "payload" : [ ],
              "message_id": 1.0, "_context_n": [-0, {}, {"a": [1, true, NaN], "ü": "\\ud800"}]
            }
            """
        let result = try await CommandLineTool.run(["decode"], input: value)
        #expect(result.exit == .code(0))
        #expect(
            result.outputText
                == #"{"priority": "loud", "ctxt": {"user": "u", "n": [0, {}, {"a": [1, true, NaN], "\u00fc": "#
                + #""\ud800"}]}, "publisher_id": null, "event_type": null, "payload": [], "#
                + #""metadata": {"message_id": 1.0, "timestamp": null}}"# + "\n")
    }

    @Test(
        "decode: what is wrong is told with its place",
        arguments: [
            ("", "expected a value, found the end (byte 0)"),
            (#"{"a": 1}"#, "none of a notification's fields (byte 0)"),
            (#"{"oslo.version": "3.0", "oslo.message": "{}"}"#, "oslo.version is \"3.0\"; 2.0 is allowed (byte 17)"),
            (#"{"oslo.version": "2.0", "oslo.message": "{]"}"#, "found ']' (byte 1 of oslo.message)"),
        ])
    func decodeWrong(_ input: String, _ message: String) async throws {
        let result = try await CommandLineTool.run(["decode"], input: input)
        #expect(result.exit == .code(65))
        #expect(result.outputText.isEmpty)
        #expect(result.errorText.contains(message))
    }

    @Test(
        "Options that are wrong are named",
        arguments: [
            ([], 64, "a command is missing"),
            (["sned"], 64, "no command 'sned'; there are demo, send, listen, decode, replay, config"),
            (["send", "--frob"], 64, "unrecognized option '--frob'"),
            (["send", "--url"], 64, "option '--url' requires an argument"),
            (["send", "--url", "kafka://h/", "--topic", "t", "e"], 64, "--publisher is missing"),
            (["send", "--topic", "t", "--publisher", "p", "e"], 64, "--url is missing"),
            (["send", "--url", "kafka://h/", "--publisher", "p", "e"], 64, "--topic is missing"),
            (["send", "--url", "kafka://h/", "--topic", "t", "--publisher", "p"], 64, "EVENT_TYPE is missing"),
            (["send", "--publisher", "p", "e", "{}", "f"], 64, "'f' is one argument too many"),
            (["send", "--publisher", "p", "--priority", "loud", "e"], 64, "'loud'; allowed: audit, debug, info"),
            (["send", "--publisher", "p", "--timeout", "0", "e"], 64, "--timeout is '0'; allowed"),
            (["send", "--publisher", "p", "e", "{"], 65, "expected a key in double quotes, found the end (byte 1)"),
            (["listen", "--url", "kafka://h/", "--topic", "t", "--set", "a"], 64, "--set is 'a'; allowed: KEY=VALUE"),
            (["listen", "--url", "kafka://h/", "--topic", "t", "--from", "now"], 64, "allowed: earliest, latest"),
            (["listen", "--url", "kafka://h/", "--topic", "t", "--count", "-1"], 64, "an integer of 1 or more"),
            (["listen", "--url", "kafka://h/", "--topic", "t", "x"], 64, "'x' is neither an option"),
            (["listen", "--url", "kafka:///", "--topic", "t"], 78, "invalidTransportURL"),
            (["listen", "--url", "kafka://h/", "--topic", "a b"], 78, "invalidTopic"),
            (["listen", "--url", "kafka://h/", "--topic", "t", "--set", "rdkafka.nope=1"], 78, "\"nope\""),
            (
                [
                    "send", "--url", "kafka://h/", "--topic", "t", "--publisher", "p", "--set",
                    "oslo_messaging_kafka.compresion_codec=zstd", "e",
                ], 78, "did you mean oslo_messaging_kafka.compression_codec?"
            ),
            (
                [
                    "send", "--url", "kafka://h/", "--topic", "t", "--publisher", "p", "--set",
                    "oslo_messaging_notifications.driver=noop", "e",
                ], 78, "noop, which sends nothing"
            ),
            (
                [
                    "send", "--url", "kafka://h/", "--topic", "t", "--publisher", "p", "--set",
                    "oslo_messaging_notifications.driver=log,test", "e",
                ], 78, "log, test, which sends nothing to Kafka"
            ),
            (["send", "--url", "memory://h/", "--topic", "t", "--publisher", "p", "e"], 78, "memory of one process"),
            (["listen", "--url", "memory://h/", "--topic", "t"], 78, "memory of one process"),
            (
                ["send", "--url", "kafka://h/", "--topic", "t", "--publisher", "p", "--set", "rdkafka.acks=0", "e"], 78,
                "acknowledges nothing"
            ),
        ] as [([String], Int32, String)])
    func wrongOptions(_ arguments: [String], _ code: Int32, _ message: String) async throws {
        let result = try await CommandLineTool.run(arguments)
        #expect(result.exit == .code(code))
        #expect(result.outputText.isEmpty)
        #expect(result.errorText.contains(message))
    }

    @Test(
        "An argument that is not UTF-8 is refused, not taken for something else",
        arguments: [
            (#"send --dry-run --url kafka://h/ --topic t --publisher p e "$(printf '"\377"')""#, 10),
            (#"decode --filter "$(printf 'event_type=\377')""#, 3), (#"decode "$(printf '\303')""#, 2),
            (#""$(printf '\377')""#, 1),
        ])
    func noUTF8(_ arguments: String, _ number: Int) async throws {
        let script = "exec \"$0\" \(arguments)"
        let result = try await Subprocess.run("/bin/sh", ["-c", script, CommandLineTool.path])
        #expect(result.exit == .code(64))
        #expect(result.outputText.isEmpty)
        #expect(result.errorText.contains("argument \(number), "))
        #expect(result.errorText.contains("is not UTF-8"))
    }

    @Test("A secret of the configuration is not shown")
    func secrets() async throws {
        let result = try await CommandLineTool.run([
            "send", "--url", "kafka://user:hunter2@h/", "--topic", "t", "--publisher", "p", "--set",
            "rdkafka.sasl.password=hunter3", "--set", "oslo_messaging_kafka.sasl_mechanism=", "e",
        ])
        #expect(result.exit == .code(78))
        #expect(!result.errorText.contains("hunter"))
    }

    @Test("Each command has its help", arguments: ["demo", "send", "listen", "decode", "replay", "config"])
    func help(_ command: String) async throws {
        let result = try await CommandLineTool.run([command, "--help"])
        #expect(result.exit == .code(0))
        #expect(result.outputText.hasPrefix("usage: oslo-notify \(command) "))
        for section in ["\nOptions:\n", "\nExit codes:\n", "\nExamples:\n"] {
            #expect(result.outputText.contains(section))
        }
        if ["decode", "listen"].contains(command) {
            for word in ["backreferences", "possessive", "10000"] { #expect(result.outputText.contains(word)) }
        }
        if command != "decode" {
            for option in ConfigurationOption.all { #expect(result.outputText.contains("\n  \(option.key)\n")) }
        }
    }
}
