// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

/// Which of several files, of the environment and of what is set counts, and what options say of each other.
@Suite struct ConfigurationSourceTests {
    @Test func `of several files the last one counts, but all say which drivers`() throws {
        let first =
            ConfigurationText.head + ConfigurationText.notifications
            + "driver=messaging\ndriver=noop\ntopics=x\nretry=3\n"
        let second = ConfigurationText.notifications + "driver=messagingv2\ntopics=y\n"
        let configuration = try ConfigurationText.make(first, second)
        #expect(configuration.drivers == ["messaging", "noop", "messagingv2"])
        #expect(configuration.topics == ["y"])
        #expect(configuration.retry == 3)
        #expect(configuration.location(of: "oslo_messaging_notifications.topics") == "f2:3")
    }

    @Test func `set wins over the environment, that over files, and the URL's query over all`() throws {
        let file =
            ConfigurationText.head + ConfigurationText.kafka
            + "consumer_group=f\nmax_poll_records=1\nsasl_mechanism=F\n[rdkafka]\nlinger.ms=1\n"
        let environment = [
            "OS_OSLO_MESSAGING_KAFKA__CONSUMER_GROUP": "e", "OS_OSLO_MESSAGING_KAFKA__MAX_POLL_RECORDS": "2",
            "OS_RDKAFKA__QUEUE_BUFFERING_MAX_MS": "2", "PATH": "/bin", "OS_AUTH_URL": "x",
        ]
        let set = ["oslo_messaging_kafka.max_poll_records": "3"]
        let configuration = try ConfigurationText.make(file, environment: environment, set: set)
        #expect(configuration.kafka.saslMechanism == "F")
        #expect(configuration.kafka.consumerGroup == "e")
        #expect(configuration.kafka.maxPollRecords == 3)
        #expect(configuration.producerProperties["linger.ms"] == "2")
        let queried = try ConfigurationText.make(
            file, environment: environment, set: set, url: "kafka://h/?max_poll_records=4")
        #expect(queried.kafka.maxPollRecords == 4)
    }

    @Test func `a property of librdkafka wins under either of its names`() throws {
        let file = ConfigurationText.head + "[rdkafka]\nqueue.buffering.max.ms = 1\n"
        let configuration = try ConfigurationText.make(file, set: ["rdkafka.linger.ms": "5"])
        #expect(configuration.producerProperties["linger.ms"] == "5")
        #expect(configuration.producerProperties["queue.buffering.max.ms"] == nil)
    }

    @Test func `the URL for notifications counts, whichever source it is from`() throws {
        let file = ConfigurationText.notifications + "transport_url=kafka://n/\n"
        let configuration = try ConfigurationText.make(file, set: ["transport_url": "kafka://c/"])
        #expect(configuration.transportURL.bootstrapServers == "n:9092")
        #expect(try ConfigurationText.make(file, url: "kafka://a/").transportURL.bootstrapServers == "a:9092")
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
            + ConfigurationText.kafka + "compression_codec=zstd\nconsumer_group=\(text)\n"
        #expect(try ConfigurationText.make(file).kafka.consumerGroup == value)
    }

    @Test(arguments: [
        ("$nope", "has $nope, and there is no such option"),
        ("$consumer_group", "has $consumer_group, which stands for"),
        ("$my_ip.x", "has $my_ip.x, and there is no such option"),
    ])
    func `a variable that stands for nothing is refused`(_ text: String, _ reason: String) throws {
        let file =
            "[DEFAULT]\ntransport_url=kafka://h/\nmy_ip=1\n" + ConfigurationText.kafka + "consumer_group=\(text)\n"
        let message = try ConfigurationText.problem { () throws(NotificationError) in try ConfigurationText.make(file) }
        #expect(message.hasPrefix("f1:5: oslo_messaging_kafka.consumer_group \(reason)"))
        #expect(message.contains("$$ for a $"))
    }

    @Test func `a password with a $ is not shown`() throws {
        let message = try ConfigurationText.problem { () throws(NotificationError) in
            try ConfigurationText.make("[DEFAULT]\ntransport_url=kafka://u:pa$word@h/\n")
        }
        #expect(message.hasPrefix("f1:2: DEFAULT.transport_url has a $ before what is no option's name"))
        #expect(!message.contains("word"))
        // In a dictionary it is a $, and with $$ it is one in a file.
        #expect(
            try ConfigurationText.make(set: ["transport_url": "kafka://u:pa$word@h/"]).transportURL.password?.revealed
                == "pa$word")
        let written = try ConfigurationText.make("[DEFAULT]\ntransport_url=kafka://u:pa$$word@h/\n")
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
        let configuration = try ConfigurationText.make(text, url: "kafka://h/")
        #expect(configuration.settings[key] == value)
        #expect(configuration.warnings.count == 1)
        #expect(configuration.warnings.first?.hasPrefix("f1:2: ") == true)
        #expect(configuration.warnings.first?.hasSuffix("is the deprecated name of \(key)") == true)
    }

    @Test func `an option that oslo.messaging has no longer has no effect`() throws {
        let configuration = try ConfigurationText.make(
            ConfigurationText.head + ConfigurationText.kafka + "kafka_default_host=x\n")
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
        let message = try ConfigurationText.problem { () throws(NotificationError) in
            try ConfigurationText.make(name.contains("URL") ? "" : ConfigurationText.head, environment: [name: value])
        }
        #expect(message.hasPrefix("environment variable \(name): "))
        #expect(message.contains(text))
    }

    @Test func `environment variables are read as oslo.config reads them, but for the list of drivers`() throws {
        let configuration = try ConfigurationText.make(environment: [
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
}
