// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

/// How the text of a configuration file is read, and what is said of one that is wrong.
@Suite struct ConfigurationFileTests {
    // Expected values are those of oslo.config 10.7.0.
    @Test(arguments: [
        ("topics=a,b", ["a", "b"]), ("topics: a", ["a"]), ("topics   =   a  ", ["a"]),
        ("topics=a\ntopics=b,c", ["b", "c"]),
        ("topics=a,\n  b,\n\tc\n", ["a", "b", "c"]), ("topics=\"a\"", ["a"]), ("topics='a, b'", ["a", "b"]),
        ("topics=a,,\n#topics=z\n;topics=y", ["a"]), ("topics=a\r\n", ["a"]), ("topics=a\rretry=1", ["a"]),
        ("topics=\n a", ["a"]), ("topics=a\n[oslo_messaging_notifications]\ntopics=b", ["b"]),
        ("Topics=a", ["notifications"]),
    ])
    func `lines are read as oslo.config reads them`(_ lines: String, _ topics: [String]) throws {
        if lines.hasPrefix("Topics") {
            // Python ignores what it doesn't know.
            let message = try ConfigurationText.problem { () throws(NotificationError) in
                try ConfigurationText.make(ConfigurationText.head + ConfigurationText.notifications + lines)
            }
            #expect(message.hasPrefix("f1:4: "))
            #expect(message.contains("did you mean oslo_messaging_notifications.topics?"))
        } else {
            #expect(try ConfigurationText.topics(ConfigurationText.notifications + lines) == topics)
        }
    }

    @Test(arguments: [
        ("[OSLO_messaging_NOTIFICATIONS]\ntopics=a", ["a"]), ("[oslo_messaging_notifications]  \ntopics=a", ["a"]),
        ("[ oslo_messaging_notifications ]\ntopics=a", ["notifications"]),
        ("\u{FEFF}[oslo_messaging_notifications]\ntopics=a", ["a"]), ("", ["notifications"]),
    ])
    func `names of sections`(_ text: String, _ topics: [String]) throws {
        #expect(try ConfigurationText.topics(text) == topics)
    }

    @Test(arguments: [
        ("topics=secret", "f1:1: the option stands before the first section"),
        ("[a]\nsecret", "f1:2: the line has neither"),
        ("[a\nb=secret", "f1:1: the section's name has no ]"), ("[]", "f1:1: the section has no name"),
        ("[a]\n\n=secret", "f1:3: the option has no name"), (" secret", "f1:1: the line continues no value"),
        ("[a]\n secret", "f1:2: the line continues no value"),
        ("[a]\nb=c\n\n secret", "f1:4: the line continues no value"),
    ])
    func `text that is no such file is refused with its line, which is not shown`(_ text: String, _ start: String)
        throws
    {
        let message = try ConfigurationText.problem { () throws(NotificationError) in
            try ConfigurationText.make(text, url: "kafka://h/")
        }
        #expect(message.hasPrefix(start))
        #expect(!message.contains("secret"))
    }

    @Test func `D28: a value that is not allowed is told with file and line`() throws {
        let text =
            ConfigurationText.head + ConfigurationText.kafka
            + "# comment\nmax_poll_records = 0\ncompression_codec = GZIP\n"
        let error = try #require(throws: NotificationError.self) { try ConfigurationText.make(text) }
        #expect(
            error.causes.map(\.message) == [
                "f1:6: oslo_messaging_kafka.compression_codec is \"GZIP\"; allowed: one of none, gzip, snappy, lz4, zstd",
                "f1:5: oslo_messaging_kafka.max_poll_records is \"0\"; allowed: an integer from 1 to 1000000",
            ])
        #expect(
            error.causes.map(\.option) == [
                "oslo_messaging_kafka.compression_codec", "oslo_messaging_kafka.max_poll_records",
            ])
    }

    @Test(arguments: [
        ("[DEFAULT]\ntransport_url=kafka://h:x/", "f1:2: host 1 of transport_url"),
        ("[DEFAULT]\ntransport_url=kafka://h//v", "f1:2: the virtual host"),
        ("[DEFAULT]\ntransport_url=kafka://h/?nope=1", "f1:2: the transport URL's query has the unknown option"),
        (
            "[DEFAULT]\n\ntransport_url=kafka://h/?max_poll_records=x",
            "f1:3: max_poll_records in the transport URL's query"
        ),
        (ConfigurationText.head + ConfigurationText.notifications + "topics = a b", "f1:4: the topic"),
        (
            ConfigurationText.head + ConfigurationText.kafka + "security_protocol=SASL_SSL",
            "f1:4: the security protocol"
        ),
        (ConfigurationText.head + "[rdkafka]\ngroup.id=g", "f1:4: rdkafka.group.id can't be set"),
        (
            ConfigurationText.head + "[rdkafka]\nenable.idempotence=true\nacks=1",
            "f1:5: rdkafka.enable.idempotence and rdkafka.acks"
        ),
        (
            ConfigurationText.head + ConfigurationText.kafka + "consumer_grup=g",
            "f1:4: \"oslo_messaging_kafka.consumer_grup\" is not a configuration key"
        ),
    ])
    func `D17: everything else that is wrong is told with file and line`(_ text: String, _ start: String) throws {
        let message = try ConfigurationText.problem { () throws(NotificationError) in try ConfigurationText.make(text) }
        #expect(message.hasPrefix(start))
    }

    @Test func `what librdkafka refuses is told with file and line`() throws {
        let configuration = try ConfigurationText.make(ConfigurationText.head + "[rdkafka]\nno.such.property = 1\n")
        #expect(configuration.location(of: "rdkafka.no.such.property") == "f1:4")
        let error = try #require(throws: NotificationError.self) { _ = try NotificationTransport(configuration) }
        #expect(error.message.hasPrefix("f1:4: "))

        let consumers = try ConfigurationText.make(ConfigurationText.head + "[rdkafka]\nsession.timeout.ms = x\n")
        let transport = try NotificationTransport(consumers)
        let refused = try #require(throws: NotificationError.self) {
            _ = try NotificationListener(transport: transport, targets: ["t"]) { On { _ in .handled } }
        }
        #expect(refused.message.hasPrefix("f1:4: "))
    }

    @Test func `a file of a whole service is read, and what is not ours passed over`() throws {
        let text = """
            [DEFAULT]
            debug = true
            transprt_url = kafka://typo/
            rpc_response_timeout = 60
            transport_url = rabbit://u:p@r:5672/
            [database]
            connection = mysql+pymysql://x
            [oslo_messaging_rabbit]
            rabbit_quorum_queue = true
            [oslo_messaging_notifications]
            driver = messagingv2
            driver = noop
            transport_url = kafka://k:9093/vh
            [oslo_messaging_kafka]
            consumer_group = g
            """
        let configuration = try ConfigurationText.make(text)
        #expect(configuration.transportURL.bootstrapServers == "k:9093")
        #expect(configuration.drivers == ["messagingv2", "noop"])
        #expect(configuration.kafka.consumerGroup == "g")
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.hasPrefix("f1:3: DEFAULT.transprt_url is no option") == true)
        #expect(configuration.warnings.first?.hasSuffix("did you mean transport_url?") == true)
    }

    @Test func `files are read, and what can't be read is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "oslo-configuration-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.conf")
        let padding = String(repeating: "# padding\n", count: 20_000)
        try Data((padding + ConfigurationText.head + ConfigurationText.kafka + "consumer_group = größe\n").utf8).write(
            to: file)
        #expect(try NotificationConfiguration(sources: [.file(file.path)]).kafka.consumerGroup == "größe")

        let missing = folder.appending(path: "b.conf").path
        try Data([UInt8(ascii: "\n"), 0xFF]).write(to: file)
        let error = try #require(throws: NotificationError.self) {
            try NotificationConfiguration(
                sources: [.file(missing), .file(folder.path), .file(file.path), .file("/dev/zero")],
                transportURL: "kafka://h/")
        }
        #expect(error.code == .invalidConfiguration)
        #expect(
            error.causes.map(\.message) == [
                "the configuration file \(missing) can't be read: No such file or directory",
                "the configuration file \(folder.path) can't be read: Is a directory",
                "\(file.path):2: the file is not UTF-8",
                "the configuration file /dev/zero has more than 16777216 bytes, which is no configuration",
            ])
    }

    @Test func `secrets of a file stay hidden`() throws {
        let text =
            "[DEFAULT]\ntransport_url=kafka://u:hunter2@h/\n" + ConfigurationText.kafka
            + "ssl_client_key_password=hunter3\n"
            + "[rdkafka]\nsasl.password=hunter4\n"
        let configuration = try ConfigurationText.make(text)
        #expect(!"\(configuration) \(configuration.warnings)".contains("hunter"))
    }
}
