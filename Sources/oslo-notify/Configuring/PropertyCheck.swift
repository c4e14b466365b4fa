// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Has librdkafka check properties, by making clients that know no broker.
enum PropertyCheck {
    /// - Throws: `configuration` for the first property that librdkafka refuses.
    static func run(
        _ configuration: NotificationConfiguration, consumer: [String: String]
    ) async throws(CommandFailure) {
        do {
            let silent: KafkaLogHandler = { _ in }
            let sender = try KafkaProducer(configuration: checked(configuration.producerProperties), logHandler: silent)
            await sender.shutdown(timeout: .zero)
            let receiver = try KafkaConsumer(configuration: checked(consumer), logHandler: silent)
            _ = await receiver.shutdown(timeout: .zero)
        } catch {
            let location = error.property.flatMap { configuration.location(of: "rdkafka.\($0)") }
            throw CommandFailure(.configuration, location.map { "\($0): \(error)" } ?? error.description)
        }
    }

    /// Without what a client would look up, run or connect to. These take any text, so nothing is left unchecked.
    private static func checked(_ properties: [String: String]) -> KafkaConfiguration {
        var checked = properties.filter { !places.contains($0.key) }
        let mechanism = properties["sasl.mechanism"]?.uppercased() ?? ""
        if mechanism != "PLAIN", !mechanism.hasPrefix("SCRAM-") {
            // Others get a ticket or a token when a client is made.
            checked["sasl.mechanism"] = nil
            checked["security.protocol"] = nil
        }
        return KafkaConfiguration(checked)
    }

    private static let places: Set<String> = [
        "bootstrap.servers", "plugin.library.paths", "ssl.ca.location", "ssl.certificate.location", "ssl.crl.location",
        "ssl.engine.location", "ssl.key.location", "ssl.keystore.location", "ssl.providers", "ssl.key.password",
        "ssl.keystore.password",
    ]
}
