// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@Suite struct TypedPropertyTests {
    @Test func typedAndRawAreTheSame() {
        var configuration = KafkaConfiguration(bootstrapServers: ["a:1", "b:2"])
        configuration.linger = .microseconds(2500)
        configuration.messageTimeout = .seconds(3)
        configuration.acknowledgement = .all
        configuration.compression = .zstd
        configuration.assignors = [.range, .roundRobin]
        configuration.isIdempotent = false
        #expect(
            configuration.properties == [
                "bootstrap.servers": "a:1,b:2", "security.protocol": "plaintext", "linger.ms": "2.5",
                "message.timeout.ms": "3000", "acks": "all", "compression.codec": "zstd",
                "partition.assignment.strategy": "range,roundrobin", "enable.idempotence": "false",
            ])
        #expect(configuration.bootstrapServers == ["a:1", "b:2"])
        #expect(configuration.linger == .microseconds(2500))
        #expect(configuration.assignors == [.range, .roundRobin])
        configuration.linger = nil
        #expect(configuration["linger.ms"] == nil)
    }

    @Test func otherNamesOfAPropertyAreRead() {
        var configuration: KafkaConfiguration = [
            "metadata.broker.list": "a:1, b:2", "queue.buffering.max.ms": "7", "request.required.acks": "-1",
            "auto.offset.reset": "beginning", "enable.auto.commit": "F",
        ]
        #expect(configuration.bootstrapServers == ["a:1", "b:2"])
        #expect(configuration.linger == .milliseconds(7))
        #expect(configuration.acknowledgement == .all)
        #expect(configuration.offsetReset == .earliest)
        #expect(configuration.commitsAutomatically == false)
        configuration.linger = .milliseconds(1)
        #expect(configuration["queue.buffering.max.ms"] == nil)
        #expect(configuration["linger.ms"] == "1")
    }

    @Test func theNameThatLibrdkafkaHeedsCounts() throws {
        // Both are set, one after the other, in the order of their names.
        let configuration: KafkaConfiguration = ["linger.ms": "1", "queue.buffering.max.ms": "7"]
        #expect(configuration.linger == .milliseconds(7))
    }

    @Test func whatIsNoSuchValueIsLeftToLibrdkafka() {
        let configuration: KafkaConfiguration = ["linger.ms": "soon", "acks": "7000", "session.timeout.ms": "1e400"]
        #expect(configuration.linger == nil)
        #expect(configuration.acknowledgement == nil)
        #expect(configuration.sessionTimeout == nil)
    }

    @Test("librdkafka knows each name, and takes what is written")
    func librdkafkaTakesThem() throws {
        var configuration = KafkaConfiguration(bootstrapServers: ["127.0.0.1:1"])
        configuration.clientID = "tests"
        configuration.rack = "r1"
        configuration.socketTimeout = .seconds(20)
        configuration.connectionSetupTimeout = .seconds(5)
        configuration.statisticsInterval = .seconds(60)
        configuration.debugContexts = ["conf"]
        configuration.acknowledgement = .all
        configuration.isIdempotent = true
        configuration.linger = .microseconds(1500)
        configuration.batchSize = 100_000
        configuration.batchCount = 100
        configuration.compression = .lz4
        configuration.compressionLevel = 3
        configuration.messageTimeout = .seconds(9)
        configuration.requestTimeout = .seconds(8)
        configuration.retries = 5
        configuration.maxInFlight = 3
        configuration.maxMessageSize = 2_000_000
        configuration.partitioner = "murmur2_random"
        configuration.transactionTimeout = .seconds(9)
        configuration.groupID = "g"
        configuration.groupInstanceID = "i"
        configuration.assignors = [.cooperativeSticky]
        configuration.offsetReset = .earliest
        configuration.isolationLevel = .readUncommitted
        configuration.sessionTimeout = .seconds(10)
        configuration.heartbeatInterval = .seconds(1)
        configuration.maxPollInterval = .seconds(60)
        configuration.commitsAutomatically = true
        configuration.commitInterval = .seconds(2)
        configuration.fetchMinimum = 10
        configuration.fetchWait = .milliseconds(100)
        configuration.partitionFetchSize = 100_000
        configuration.createsTopics = true
        let names = Set(Librdkafka.properties.map(\.name))
        #expect(Set(configuration.properties.keys).subtracting(names) == [])
        _ = try KafkaProducer(configuration: configuration)
        _ = try KafkaConsumer(configuration: configuration)
    }
}
