// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// Keeps what it observes.
private struct Observed: KafkaMetricsObserver {
    let metrics = Collected<KafkaMetrics>()

    func observe(_ metrics: KafkaMetrics) { self.metrics.append(metrics) }
}

/// What a transport hands on to its Kafka clients, and what it tells of them.
@Suite(.timeLimit(.minutes(1))) struct EmbeddedTransportClientsTests {
    let topic = uniqueTopic("clients")

    @Test("The numbers of all clients of a transport reach its observer")
    func metrics() async throws {
        let broker = try ListenerBroker.embedded()
        let observed = Observed()
        let transport = try NotificationTransport(
            configuration: ["transport_url": "kafka://\(broker.bootstrap)/"], metricsObserver: observed)
        let notifier = try Notifier(transport: transport, topics: [topic])
        try await notifier.info("test", payload: 1)
        try await notifier.prepare(retry: 3).info("test", payload: 2)
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(stringLiteral: topic)]
        ) {
            On(.info) { _ in .handled }
        }
        await listener.shutdown()
        await transport.close()
        let ends = try await observed.metrics.wait { $0.count { $0.hasEnded } == 3 }.filter(\.hasEnded)
        #expect(ends.compactMap(\.producer?.delivered) == [1, 1])
        #expect(ends.count { $0.producer == nil } == 1)
    }

    @Test("D33: a health check tells how far the groups of the listeners are behind, read or not")
    func lag() async throws {
        let broker = try ListenerBroker.embedded()
        let transport = try broker.transport()
        var options = NotifierOptions()
        options.key = .eventType
        let notifier = try Notifier(transport: transport, topics: [topic], options: options)
        for number in 0..<5 { try await notifier.info("test", payload: JSONValue(number)) }
        let lags = Collected<Int64?>()
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(stringLiteral: topic)], pool: "billing"
        ) {
            On(.info) { _ in
                lags.append(transport.health().lag["billing"]?.values.reduce(0, +))
                return .handled
            }
        }
        #expect(transport.health().lag == ["billing": [:]])
        try await listener.whileRunning { try await lags.waitForCount(5) }
        #expect(lags.elements == [5, 4, 3, 2, 1])
        #expect(transport.health().lag.isEmpty)
        await transport.close()
    }

    private static let oauth = [
        "transport_url": "kafka://127.0.0.1:1/?security_protocol=SASL_PLAINTEXT&sasl_mechanism=OAUTHBEARER"
    ]

    @Test("OAUTHBEARER without a provider of tokens is an error that says what to give")
    func noTokens() throws {
        let error = #expect(throws: NotificationError.self) { try NotificationTransport(configuration: Self.oauth) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("oauthTokenProvider") == true)
    }

    @Test("All clients of a transport get their tokens from its provider")
    func tokens() async throws {
        let asked = Collected<Int>()
        let transport = try NotificationTransport(
            configuration: Self.oauth,
            oauthTokenProvider: {
                asked.append(1)
                return .unsecured(principal: "nova", expiresIn: .seconds(600))
            })
        try await asked.waitForCount(1)
        let listener = try NotificationListener(transport: transport, targets: ["t"]) { On(.info) { _ in .handled } }
        try await asked.waitForCount(2)
        await listener.shutdown(timeout: .zero)
        await transport.close(timeout: .zero)
    }

    @Test("A provider of tokens that nobody asks is an error")
    func uselessTokens() throws {
        let error = #expect(throws: NotificationError.self) {
            try NotificationTransport(
                configuration: ["transport_url": "kafka://127.0.0.1:1/"],
                oauthTokenProvider: { .unsecured(principal: "nova", expiresIn: .seconds(600)) })
        }
        #expect(error?.code == .invalidConfiguration)
    }

    @Test("Certificates may be PEM in the configuration, for all clients")
    func certificates() async throws {
        let pem = """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUFConRaTTK92540gkdLt2jdCG11IwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjUwMDIxMjhaGA8yMTI2MTEwMTAwMjEy
            OFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCB1
            Tt3WjmWxRdQxfhvLum5pAR2SrJGWc1NQ8HM0qZyC3V841hFMch4CU1ay1tbQ4WXg
            zqyWv7F8QThXhggB6BmjUzBRMB0GA1UdDgQWBBR7Lt9yrzO1oAmknECFE6rbB/+a
            WDAfBgNVHSMEGDAWgBR7Lt9yrzO1oAmknECFE6rbB/+aWDAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIQD8XHH8RVsR2EIaJWiY+D2jmB0nJK4AS7zr
            QHbch7gqcgIgTsRZYlUiTbzQSV/6/Z6utq07wlz5bmB8yFyXtlRoofw=
            -----END CERTIFICATE-----

            """
        var settings = [
            "transport_url": "kafka://127.0.0.1:1/?security_protocol=SSL", "rdkafka.ssl.ca.pem": pem,
        ]
        let transport = try NotificationTransport(configuration: settings)
        _ = try NotificationListener(transport: transport, targets: ["t"]) { On(.info) { _ in .handled } }
        await transport.close(timeout: .zero)
        settings["rdkafka.ssl.key.pem"] = "hunter2"
        let error = #expect(throws: NotificationError.self) { try NotificationTransport(configuration: settings) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("hunter2") == false)
    }
}
