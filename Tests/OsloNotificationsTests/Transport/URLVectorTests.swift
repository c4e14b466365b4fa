// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport
import Testing

@testable import OsloNotifications

/// Each URL of the vectors: the same as Python, or listed here with the reason why not.
@Suite struct URLVectorTests {
    struct Difference: Sendable {
        let code: NotificationError.Code?
        let reason: String

        static func refused(_ code: NotificationError.Code, _ reason: String) -> Self {
            Self(code: code, reason: reason)
        }
        static func accepted(_ reason: String) -> Self { Self(code: nil, reason: reason) }
    }

    /// The URLs that Python takes differently.
    static let differences: [String: Difference] = [
        "": .refused(.invalidTransportURL, "D18: Python falls back to rabbit://, which is no Kafka"),
        "kafka:h1:9092": .refused(.invalidTransportURL, "D18: no host, so Python asks nobody in silence"),
        "kafka:///": .refused(.invalidTransportURL, "D18: no host"),
        "kafka:/": .refused(.invalidTransportURL, "D18: no host"),
        "kafka://h1:0/": .refused(.invalidTransportURL, "D18: no such port"),
        "kafka://h1:-1/": .refused(.invalidTransportURL, "D18: no such port"),
        "kafka://::1/": .accepted("D18: Python's port is None, ours 9092"),
        "kafka://h1:9092//": .refused(.invalidTopic, "D17: Kafka takes no / in a topic, Python finds out at each send"),
        "kafka://h1:9092//vh": .refused(.invalidTopic, "D17: the same"),
        "kafka://h1:9092/vh ": .refused(.invalidTopic, "D17: the same, a space"),
        "kafka://h1:9092/?security_protocol=SASL_SSL&sasl_mechanism=SCRAM-SHA-512&ssl_cafile=/etc/ca.pem":
            .refused(.invalidConfiguration, "D17: no user to log in with, Python finds out at each send"),
    ]

    @Test func `the vectors are there, and each difference is about one of them`() {
        #expect(URLVector.all.count == 54)
        let urls = Set(URLVector.all.map(\.url))
        for url in Self.differences.keys {
            #expect(urls.contains(url), "\(url)")
        }
    }

    @Test(arguments: URLVector.all)
    func `verdict is Python's unless listed`(_ vector: URLVector) throws {
        let wasAccepted = vector.kafka != nil
        if let difference = Self.differences[vector.url] {
            if let code = difference.code {
                let error = try #require(throws: NotificationError.self) { try Self.configuration(vector.url) }
                #expect(error.code == code, "\(difference.reason)")
            } else {
                let url = try Self.configuration(vector.url).transportURL
                #expect(url.stringRevealingSecrets() != vector.parsed?.str, "\(difference.reason)")
            }
        } else if wasAccepted {
            #expect(throws: Never.self) { try Self.configuration(vector.url) }
        } else {
            #expect(vector.parseException != nil || vector.driverException != nil)
            #expect(throws: NotificationError.self) { try Self.configuration(vector.url) }
        }
    }

    @Test(arguments: URLVector.all.filter { $0.kafka != nil && differences[$0.url] == nil })
    func `parts are Python's`(_ vector: URLVector) throws {
        let parsed = try #require(vector.parsed)
        let url = try TransportURL(vector.url)
        #expect(url.scheme == parsed.transport)
        #expect(url.virtualHost == parsed.virtualHost)
        #expect(Dictionary(uniqueKeysWithValues: url.query.map { ($0.name, $0.value) }) == parsed.query)
        #expect(url.hosts.map(\.name) == parsed.hosts.map(\.hostname))
        #expect(url.hosts.map { Int($0.port) } == parsed.hosts.map(\.port))
        #expect(url.hosts.map(\.username) == parsed.hosts.map(\.username))
        #expect(url.hosts.map { $0.password?.revealed } == parsed.hosts.map(\.password))
        // Python also writes a / where there was no path, so that `nil` becomes the empty virtual host.
        let written = url.stringRevealingSecrets()
        #expect(url.virtualHost == nil ? written != parsed.str : written == parsed.str)
        #expect(try TransportURL(written) == url)
    }

    @Test(arguments: URLVector.all.filter { $0.kafka != nil && differences[$0.url] == nil })
    func `all properties are Python's but those that are listed with a reason`(_ vector: URLVector) throws {
        let python = try #require(vector.kafka)
        let configuration = try Self.configuration(vector.url)
        let producer = configuration.producerProperties
        let consumer = try configuration.consumerProperties()
        for (ours, theirs) in [(producer, python.producer), (consumer, python.consumer)] {
            #expect(theirs.count >= 12)
            for (name, value) in theirs {
                let isSame = PropertyDifferences.isSame(
                    name, ours[name], text: value?.text, number: value?.number, flag: value?.flag)
                #expect(isSame, "\(name): \(ours[name] ?? "nothing")")
            }
        }
        if python.producer["security.protocol"]??.text?.hasPrefix("SASL_") == true {
            #expect(producer["sasl.mechanism"] == python.producer["sasl.mechanism"]??.text)
        }
        #expect(try configuration.topicName("notifications", priority: "info").rawValue == python.topic)
    }

    private static func configuration(_ url: String) throws(NotificationError) -> NotificationConfiguration {
        try NotificationConfiguration(["transport_url": url])
    }
}
