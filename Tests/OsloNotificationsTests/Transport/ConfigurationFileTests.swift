// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

@Suite struct ConfigurationFileTests {
    private static let head = "[DEFAULT]\ntransport_url = kafka://h/\n"
    private static let notifications = "[oslo_messaging_notifications]\n"
    private static let kafka = "[oslo_messaging_kafka]\n"

    private static func make(
        _ texts: String..., environment: [String: String] = [:], set: [String: String] = [:], url: String? = nil
    ) throws(NotificationError) -> NotificationConfiguration {
        var sources: [ConfigurationSource] = []
        for (index, text) in texts.enumerated() { sources.append(.ini(text, name: "f\(index + 1)")) }
        return try NotificationConfiguration(
            sources: sources + [.environment(environment), .dictionary(set)], transportURL: url)
    }

    private static func topics(_ text: String) throws(NotificationError) -> [String] {
        try make(text, url: "kafka://h/").topics
    }

    private static func problem(_ body: () throws(NotificationError) -> NotificationConfiguration) throws -> String {
        try #require(throws: NotificationError.self) { try body() }.message
    }

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
            let message = try Self.problem { () throws(NotificationError) in
                try Self.make(Self.head + Self.notifications + lines)
            }
            #expect(message.hasPrefix("f1:4: "))
            #expect(message.contains("did you mean oslo_messaging_notifications.topics?"))
        } else {
            #expect(try Self.topics(Self.notifications + lines) == topics)
        }
    }

    @Test(arguments: [
        ("[OSLO_messaging_NOTIFICATIONS]\ntopics=a", ["a"]), ("[oslo_messaging_notifications]  \ntopics=a", ["a"]),
        ("[ oslo_messaging_notifications ]\ntopics=a", ["notifications"]),
        ("\u{FEFF}[oslo_messaging_notifications]\ntopics=a", ["a"]), ("", ["notifications"]),
    ])
    func `names of sections`(_ text: String, _ topics: [String]) throws {
        #expect(try Self.topics(text) == topics)
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
        let message = try Self.problem { () throws(NotificationError) in try Self.make(text, url: "kafka://h/") }
        #expect(message.hasPrefix(start))
        #expect(!message.contains("secret"))
    }

    @Test func `D28: a value that is not allowed is told with file and line`() throws {
        let text = Self.head + Self.kafka + "# comment\nmax_poll_records = 0\ncompression_codec = GZIP\n"
        let error = try #require(throws: NotificationError.self) { try Self.make(text) }
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
        (head + notifications + "topics = a b", "f1:4: the topic"),
        (head + kafka + "security_protocol=SASL_SSL", "f1:4: the security protocol"),
        (head + "[rdkafka]\ngroup.id=g", "f1:4: rdkafka.group.id can't be set"),
        (head + "[rdkafka]\nenable.idempotence=true\nacks=1", "f1:5: rdkafka.enable.idempotence and rdkafka.acks"),
        (head + kafka + "consumer_grup=g", "f1:4: \"oslo_messaging_kafka.consumer_grup\" is not a configuration key"),
    ])
    func `D17: everything else that is wrong is told with file and line`(_ text: String, _ start: String) throws {
        let message = try Self.problem { () throws(NotificationError) in try Self.make(text) }
        #expect(message.hasPrefix(start))
    }

    @Test func `what librdkafka refuses is told with file and line`() throws {
        let configuration = try Self.make(Self.head + "[rdkafka]\nno.such.property = 1\n")
        #expect(configuration.location(of: "rdkafka.no.such.property") == "f1:4")
        let error = try #require(throws: NotificationError.self) { _ = try NotificationTransport(configuration) }
        #expect(error.message.hasPrefix("f1:4: "))

        let consumers = try Self.make(Self.head + "[rdkafka]\nsession.timeout.ms = x\n")
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
        let configuration = try Self.make(text)
        #expect(configuration.transportURL.bootstrapServers == "k:9093")
        #expect(configuration.drivers == ["messagingv2", "noop"])
        #expect(configuration.kafka.consumerGroup == "g")
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.hasPrefix("f1:3: DEFAULT.transprt_url is no option") == true)
        #expect(configuration.warnings.first?.hasSuffix("did you mean transport_url?") == true)
    }

    @Test func `of several files the last one counts, but all say which drivers`() throws {
        let first = Self.head + Self.notifications + "driver=messaging\ndriver=noop\ntopics=x\nretry=3\n"
        let second = Self.notifications + "driver=messagingv2\ntopics=y\n"
        let configuration = try Self.make(first, second)
        #expect(configuration.drivers == ["messaging", "noop", "messagingv2"])
        #expect(configuration.topics == ["y"])
        #expect(configuration.retry == 3)
        #expect(configuration.location(of: "oslo_messaging_notifications.topics") == "f2:3")
    }

    @Test func `set wins over the environment, that over files, and the URL's query over all`() throws {
        let file =
            Self.head + Self.kafka + "consumer_group=f\nmax_poll_records=1\nsasl_mechanism=F\n[rdkafka]\nlinger.ms=1\n"
        let environment = [
            "OS_OSLO_MESSAGING_KAFKA__CONSUMER_GROUP": "e", "OS_OSLO_MESSAGING_KAFKA__MAX_POLL_RECORDS": "2",
            "OS_RDKAFKA__QUEUE_BUFFERING_MAX_MS": "2", "PATH": "/bin", "OS_AUTH_URL": "x",
        ]
        let set = ["oslo_messaging_kafka.max_poll_records": "3"]
        let configuration = try Self.make(file, environment: environment, set: set)
        #expect(configuration.kafka.saslMechanism == "F")
        #expect(configuration.kafka.consumerGroup == "e")
        #expect(configuration.kafka.maxPollRecords == 3)
        #expect(configuration.producerProperties["linger.ms"] == "2")
        let queried = try Self.make(file, environment: environment, set: set, url: "kafka://h/?max_poll_records=4")
        #expect(queried.kafka.maxPollRecords == 4)
    }

    @Test func `a property of librdkafka wins under either of its names`() throws {
        let file = Self.head + "[rdkafka]\nqueue.buffering.max.ms = 1\n"
        let configuration = try Self.make(file, set: ["rdkafka.linger.ms": "5"])
        #expect(configuration.producerProperties["linger.ms"] == "5")
        #expect(configuration.producerProperties["queue.buffering.max.ms"] == nil)
    }

    @Test func `the URL for notifications counts, whichever source it is from`() throws {
        let file = Self.notifications + "transport_url=kafka://n/\n"
        let configuration = try Self.make(file, set: ["transport_url": "kafka://c/"])
        #expect(configuration.transportURL.bootstrapServers == "n:9092")
        #expect(try Self.make(file, url: "kafka://a/").transportURL.bootstrapServers == "a:9092")
    }

    // Expected values are those of oslo.config 10.7.0.
    @Test(arguments: [
        ("$my_ip", "1.2.3.4"), ("${my_ip}x", "1.2.3.4x"), ("x$$y", "x$y"), ("x\\$y", "x$y"), ("a$", "a$"),
        ("a$5", "a$5"), ("${", "${"), ("$oslo_messaging_kafka.sasl_mechanism", "PLAIN"),
        ("${oslo_messaging_kafka.compression_codec}", "zstd"), ("$compression_codec", "zstd"), ("$nested", "<1.2.3.4>"),
        ("$control_exchange", "openstack"), ("${ my_ip}", "${ my_ip}"),
    ])
    func `the value of another option`(_ text: String, _ value: String) throws {
        let file =
            "[DEFAULT]\ntransport_url=kafka://h/\nmy_ip=1.2.3.4\nnested=<$my_ip>\n"
            + Self.kafka + "compression_codec=zstd\nconsumer_group=\(text)\n"
        #expect(try Self.make(file).kafka.consumerGroup == value)
    }

    @Test(arguments: [
        ("$nope", "has $nope, and there is no such option"),
        ("$consumer_group", "has $consumer_group, which stands for"),
        ("$my_ip.x", "has $my_ip.x, and there is no such option"),
    ])
    func `a variable that stands for nothing is refused`(_ text: String, _ reason: String) throws {
        let file = "[DEFAULT]\ntransport_url=kafka://h/\nmy_ip=1\n" + Self.kafka + "consumer_group=\(text)\n"
        let message = try Self.problem { () throws(NotificationError) in try Self.make(file) }
        #expect(message.hasPrefix("f1:5: oslo_messaging_kafka.consumer_group \(reason)"))
        #expect(message.contains("$$ for a $"))
    }

    @Test func `a password with a $ is not shown`() throws {
        let message = try Self.problem { () throws(NotificationError) in
            try Self.make("[DEFAULT]\ntransport_url=kafka://u:pa$word@h/\n")
        }
        #expect(message.hasPrefix("f1:2: DEFAULT.transport_url has a $ before what is no option's name"))
        #expect(!message.contains("word"))
        // In a dictionary it is a $, and with $$ it is one in a file.
        #expect(
            try Self.make(set: ["transport_url": "kafka://u:pa$word@h/"]).transportURL.password?.revealed == "pa$word")
        let written = try Self.make("[DEFAULT]\ntransport_url=kafka://u:pa$$word@h/\n")
        #expect(written.transportURL.password?.revealed == "pa$word")
    }

    @Test(arguments: [
        ("[DEFAULT]\nnotification_driver=noop\n", "oslo_messaging_notifications.driver", "noop"),
        ("[DEFAULT]\nnotification_topics=a\n", "oslo_messaging_notifications.topics", "a"),
        ("[rpc_notifier2]\ntopics=a\n", "oslo_messaging_notifications.topics", "a"),
        ("[DEFAULT]\nrpc_thread_pool_size=7\n", "executor_thread_pool_size", "7"),
        ("[DEFAULT]\nrpc_thread_pool_size=7\nexecutor_thread_pool_size=8\n", "executor_thread_pool_size", "8"),
        (
            "[DEFAULT]\nnotification_transport_url=kafka://d/\n", "oslo_messaging_notifications.transport_url",
            "kafka://h:9092/"
        ),
    ])
    func `a deprecated name is accepted and told`(_ text: String, _ key: String, _ value: String) throws {
        let configuration = try Self.make(text, url: "kafka://h/")
        #expect(configuration.settings[key] == value)
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.hasPrefix("f1:2: ") == true)
        #expect(configuration.warnings.first?.hasSuffix("is the deprecated name of \(key)") == true)
    }

    @Test func `an option that oslo.messaging has no longer has no effect`() throws {
        let configuration = try Self.make(Self.head + Self.kafka + "kafka_default_host=x\n")
        #expect(configuration.warnings.count == 1)
        #expect(configuration.transportURL.bootstrapServers == "h:9092")
    }

    @Test(arguments: [
        ("OS_OSLO_MESSAGING_KAFKA__COMPRESION_CODEC", "zstd", "did you mean oslo_messaging_kafka.compression_codec?"),
        ("OS_OSLO_MESSAGING_KAFKA__MAX_POLL_RECORDS", "x", "allowed: an integer"),
        ("OS_DEFAULT__TRANSPORT_URL", "kafka://h:x/", "has a port that is not"),
        ("OS_OSLO_MESSAGING_NOTIFICATIONS__TOPICS", "", "allowed: texts"),
        ("OS_RDKAFKA__GROUP_ID", "g", "can't be set"),
    ])
    func `what is wrong in the environment is told with the variable`(_ name: String, _ value: String, _ text: String)
        throws
    {
        let message = try Self.problem { () throws(NotificationError) in
            try Self.make(name.contains("URL") ? "" : Self.head, environment: [name: value])
        }
        #expect(message.hasPrefix("environment variable \(name): "))
        #expect(message.contains(text))
    }

    @Test func `environment variables are read as oslo.config reads them, but for the list of drivers`() throws {
        let configuration = try Self.make(environment: [
            "OS_DEFAULT__TRANSPORT_URL": "kafka://$my_ip/", "OS_DEFAULT__MY_IP": "1.1.1.1",
            "OS_OSLO_MESSAGING_NOTIFICATIONS__TOPICS": "a, b", "os_oslo_messaging_notifications__retry": "1",
            // Python takes each letter for a driver.
            "OS_OSLO_MESSAGING_NOTIFICATIONS__DRIVER": "messagingv2,noop",
        ])
        #expect(configuration.transportURL.bootstrapServers == "1.1.1.1:9092")
        #expect(configuration.topics == ["a", "b"])
        #expect(configuration.retry == -1)
        #expect(configuration.drivers == ["messagingv2", "noop"])
        #expect(configuration.location(of: "transport_url") == "environment variable OS_DEFAULT__TRANSPORT_URL")
    }

    @Test func `the process's own environment is read`() throws {
        #expect(setenv("OS_OSLO_MESSAGING_KAFKA__SSL_CAFILE", "/tmp/x=y", 1) == 0)
        defer { unsetenv("OS_OSLO_MESSAGING_KAFKA__SSL_CAFILE") }
        let configuration = try NotificationConfiguration(sources: [.environment()], transportURL: "kafka://h/")
        #expect(configuration.kafka.caFile == "/tmp/x=y")
    }

    @Test func `files are read, and what can't be read is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "oslo-configuration-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.conf")
        let padding = String(repeating: "# padding\n", count: 20_000)
        try Data((padding + Self.head + Self.kafka + "consumer_group = größe\n").utf8).write(to: file)
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
            "[DEFAULT]\ntransport_url=kafka://u:hunter2@h/\n" + Self.kafka + "ssl_client_key_password=hunter3\n"
            + "[rdkafka]\nsasl.password=hunter4\n"
        let configuration = try Self.make(text)
        #expect(!"\(configuration) \(configuration.warnings)".contains("hunter"))
    }
}
