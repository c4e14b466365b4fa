// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications

@Suite struct SecretTests {
    static let secret = "hunter2"

    @Test func `a URL prints without its passwords`() throws {
        let url = try TransportURL(
            "kafka://u:hunter2@h1,v:hunter2@h2/vh?ssl_client_key_password=hunter2&consumer_group=g"
        )
        var dumped = ""
        dump(url, to: &dumped)
        dump(url.hosts, to: &dumped)
        for text in ["\(url)", String(reflecting: url), dumped, "\(url.hosts)"] {
            #expect(!text.contains(Self.secret))
        }
        #expect(
            url.description == "kafka://u:***@h1:9092,v:***@h2:9092/vh?ssl_client_key_password=***&consumer_group=g"
        )
        #expect(url.stringRevealingSecrets().contains(Self.secret))
    }

    @Test func `a configuration prints without its secrets`() throws {
        let configuration = try NotificationConfiguration([
            "transport_url": "rabbit://u:hunter2@h/",
            "oslo_messaging_notifications.transport_url": "kafka://u:hunter2@h/",
            "oslo_messaging_kafka.security_protocol": "SASL_SSL",
            "oslo_messaging_kafka.ssl_client_key_password": "hunter2",
            "rdkafka.ssl.keystore.password": "hunter2",
            "rdkafka.ssl.key.pem": "hunter2",
            "rdkafka.sasl.oauthbearer.client.secret": "hunter2",
            "rdkafka.client.id": "me",
        ])
        var dumped = ""
        dump(configuration, to: &dumped)
        dump(configuration.kafka, to: &dumped)
        for text in ["\(configuration)", String(reflecting: configuration), dumped, "\(configuration.settings)"] {
            #expect(!text.contains(Self.secret))
        }
        #expect(configuration.description.contains("rdkafka.client.id = me"))
        let properties = configuration.producerProperties
        #expect(properties["sasl.password"] == Self.secret)
        #expect(properties["ssl.key.password"] == Self.secret)
        let masked = NotificationConfiguration.maskingSecrets(in: properties)
        #expect(!"\(masked)".contains(Self.secret))
        #expect(masked["sasl.username"] == "u")
    }

    /// A password with a raw delimiter in it ends up where the port, path, fragment or query is expected.
    @Test(arguments: [
        "kafka://u:hunter2,x@h/", "kafka://u:x,hunter2@h:y/", "kafka://u:hunter2/x@h/", "kafka://u:12/hunter2@h/",
        "kafka://u:12#hunter2@h/", "kafka://u:12?hunter2@h/", "kafka://u:12?hunter2=1@h/", "kafka://u:12?a&hunter2@h",
        "kafka://u:hunter2", "hunter2", "kafka://u:12/%40hunter2", "kafka://u:p@h:99999/hunter2",
    ])
    func `no error has a piece of a password`(_ text: String) throws {
        let error = try #require(throws: NotificationError.self) {
            try NotificationConfiguration(["transport_url": text])
        }
        #expect(!"\(error)".contains(Self.secret))
        #expect(!"\(error.message)\(error.option ?? "")\(error.causes)".contains(Self.secret))
    }
}
