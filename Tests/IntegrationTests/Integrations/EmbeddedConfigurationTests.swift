// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Configuration
import Configuration
import OsloNotifications
import Rdkafka
import TestSupport
import Testing

/// Which keys were read as secrets.
private final class Secrets: AccessReporter {
    let keys = Collected<(key: String, isSecret: Bool)>()

    func report(_ event: AccessEvent) {
        guard case .success(let value?) = event.result else { return }
        keys.append((event.metadata.key.components.joined(separator: "."), value.isSecret))
    }
}

@Suite struct EmbeddedConfigurationTests {
    @Test func aReaderMakesAConfiguration() throws {
        let secrets = Secrets()
        let provider = EnvironmentVariablesProvider(environmentVariables: [
            "KAFKA_BOOTSTRAP_SERVERS": "one:9092,two:9092", "KAFKA_SASL_PASSWORD": "hidden", "KAFKA_LINGER_MS": "5",
            "KAFKA_MAX_IN_FLIGHT": "1", "KAFKA_NONSENSE": "x", "LINGER_MS": "7",
        ])
        let reader = ConfigReader(provider: provider, accessReporter: secrets)
        let configuration = KafkaConfiguration(config: reader.scoped(to: "kafka"))
        #expect(
            configuration.properties == [
                "bootstrap.servers": "one:9092,two:9092", "sasl.password": "hidden", "linger.ms": "5",
                "max.in.flight": "1",
            ])
        let read = Dictionary(secrets.keys.elements.map { ($0.key, $0.isSecret) }) { first, _ in first }
        #expect(
            read
                == ["bootstrap.servers": false, "sasl.password": true, "linger.ms": false, "max.in.flight": false]
                .reduce(into: [:]) { $0["kafka." + $1.key] = $1.value })
    }

    @Test func valuesOfAnyTypeAreText() {
        let provider = InMemoryProvider(values: [
            "linger.ms": 5, "enable.idempotence": true,
            "bootstrap.servers": .init(.stringArray(["one", "two"]), isSecret: false), "group.id": "g",
            "queue.buffering.max.ms": 0.5,
        ])
        let configuration = KafkaConfiguration(config: ConfigReader(provider: provider))
        #expect(
            configuration.properties == [
                "linger.ms": "5", "enable.idempotence": "true", "bootstrap.servers": "one,two", "group.id": "g",
                "queue.buffering.max.ms": "0.5",
            ])
    }

    @Test func aReaderMakesATransportsConfiguration() throws {
        let secrets = Secrets()
        let provider = EnvironmentVariablesProvider(environmentVariables: [
            "TRANSPORT_URL": "kafka://user:hidden@one:9092/", "OSLO_MESSAGING_NOTIFICATIONS_TOPICS": "a,b",
            "OSLO_MESSAGING_KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT", "RDKAFKA_MESSAGE_MAX_BYTES": "2000000",
            "RDKAFKA_SSL_KEY_PASSWORD": "hidden",
        ])
        let configuration = try NotificationConfiguration(
            config: ConfigReader(provider: provider, accessReporter: secrets))
        #expect(configuration.topics == ["a", "b"])
        #expect(configuration.producerProperties["message.max.bytes"] == "2000000")
        let read = secrets.keys.elements.filter(\.isSecret).map(\.key)
        #expect(Set(read) == ["transport_url", "rdkafka.ssl.key.password"])
    }

    @Test func aBadValueIsRefusedByName() {
        let provider = InMemoryProvider(values: [
            "transport_url": "kafka://one/", "oslo_messaging_kafka.producer_batch_timeout": "soon",
        ])
        let error = #expect(throws: NotificationError.self) {
            try NotificationConfiguration(config: ConfigReader(provider: provider))
        }
        #expect(error?.option == "oslo_messaging_kafka.producer_batch_timeout")
    }
}
#endif
