// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct TransportURLTests {
    @Test(arguments: ["kafka://h/", "kafka://h", "kafka://u:p@h/", "KAFKA://h/"])
    func `D18: the port is 9092 unless given`(_ text: String) throws {
        #expect(try TransportURL(text).bootstrapServers == "h:9092")
    }

    @Test(arguments: ["kafka://", "kafka:///vh", "kafka://,,/", "kafka://u:p@/", "kafka://:9092/", "kafka://[]:1/"])
    func `D18: a host is required`(_ text: String) throws {
        let error = try #require(throws: NotificationError.self) { try TransportURL(text) }
        #expect(error.code == .invalidTransportURL)
    }

    @Test(arguments: ["0", "65536", "-1", "+1", "abc", "", "1_0", "９０９２", "99999999999999999999"])
    func `D18: the port is in range`(_ port: String) throws {
        let error = try #require(throws: NotificationError.self) { try TransportURL("kafka://h1,h2:\(port)/") }
        #expect(error.code == .invalidTransportURL)
        #expect(error.message.contains("host 2"))
        #expect(error.message.contains("from 1 to 65535"))
    }

    @Test(arguments: ["kafka://[::1/", "kafka://[::1]9092/", "kafka://h h/", "kafka://h]/", "kafka://h\u{7F}/"])
    func `a host's name has no bracket, space or control character`(_ text: String) throws {
        #expect(throws: NotificationError.self) { try TransportURL(text) }
    }

    @Test(arguments: ["kafka://u:12/p@h/", "kafka://u:12#p@h/", "kafka://u:12?p@h/"])
    func `an @ after the hosts is a password that was not encoded`(_ text: String) throws {
        let error = try #require(throws: NotificationError.self) { try TransportURL(text) }
        #expect(error.code == .invalidTransportURL)
        #expect(error.message.contains("%2F for /"))
    }

    @Test func `IPv6 addresses go to librdkafka in brackets`() throws {
        let url = try TransportURL("kafka://[::1]:9093,[fe80::1],::2/")
        #expect(url.bootstrapServers == "[::1]:9093,[fe80::1]:9092,[::2]:9092")
    }

    @Test(arguments: [
        "rabbit://u:hunter2@h/", "amqp://h/", "RABBIT://h/", "kombu+memory:///", "zmq://h", "amqps://h/",
    ])
    func `a scheme that carries RPC is refused as such`(_ text: String) throws {
        let error = try #require(throws: NotificationError.self) { try TransportURL(text) }
        #expect(error.code == .notificationsOnly)
        #expect(error.message.contains("kafka://"))
        #expect(error.message.contains("notifications only"))
    }

    @Test func `an unknown scheme is named with the allowed ones`() throws {
        let error = try #require(throws: NotificationError.self) { try TransportURL("kafkaa://h/") }
        #expect(error.code == .invalidTransportURL)
        #expect(error.message.contains("\"kafkaa\""))
        #expect(error.message.contains("allowed: kafka://"))
    }

    @Test func `the first host with a user wins, and it is said`() throws {
        let url = try TransportURL("kafka://h1,u2:p2@h2,u3:p3@h3/")
        #expect(url.username == "u2")
        #expect(url.password?.revealed == "p2")
        #expect(url.warnings.count == 2)
        #expect(url.warnings[0].contains("only some hosts"))
        #expect(url.warnings[0].contains("h1:9092"))
        #expect(url.warnings[1].contains("different users"))
        #expect(try TransportURL("kafka://u:p@h1,u:p@h2/").warnings.isEmpty)
        #expect(try TransportURL("kafka://h1,h2/").warnings.isEmpty)
    }

    @Test func `no path and an empty one are told apart`() throws {
        #expect(try TransportURL("kafka://h").virtualHost == nil)
        #expect(try TransportURL("kafka://h/").virtualHost?.isEmpty == true)
        #expect(try TransportURL("kafka://h/a%2Fb+c").virtualHost == "a/b+c")
    }

    @Test func `a query is read as Python's parse_qs reads it`() throws {
        let url = try TransportURL("kafka://h/?a=1+2&b=%2B&c=&d&a=3&e=x=y")
        #expect(url.query.map(\.name) == ["a", "b", "e"])
        #expect(url.query.map(\.value) == ["1 2,3", "+", "x=y"])
    }

    @Test(arguments: [
        ("a%20b", "a b"), ("%", "%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("%C3%A9", "é"), ("%ff", "\u{FFFD}"),
    ])
    func `bad escapes stay as they are`(_ text: String, _ decoded: String) {
        #expect(PercentEncoding.decode(text) == decoded)
    }

    @Test func `a delimiter is one even with a combining mark after it`() throws {
        let url = try TransportURL("kafka://u:\u{301}p@h/\u{301}v")
        #expect(url.username == "u")
        #expect(url.password?.revealed == "\u{301}p")
        #expect(url.virtualHost == "\u{301}v")
        #expect(!url.description.contains("p@"))
    }
}
