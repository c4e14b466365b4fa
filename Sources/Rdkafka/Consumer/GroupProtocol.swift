// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which of Kafka's two group protocols a configuration asks for, by `group.protocol`, and what goes with it.
enum GroupProtocol {
    private static let name = "group.protocol"
    /// What the newer protocol (KIP-848) leaves to the broker.
    private static let brokers = [
        "session.timeout.ms", "partition.assignment.strategy", "heartbeat.interval.ms", "group.protocol.type",
    ]
    /// The first librdkafka whose newer protocol is finished.
    private static let firstVersion = LibrdkafkaVersion(2, 12, 0)

    /// The configuration as the librdkafka that runs can take it.
    static func checked(_ configuration: KafkaConfiguration) throws(KafkaError) -> KafkaConfiguration {
        guard let value = configuration[name] else { return configuration }
        var checked = configuration
        switch value.lowercased() {
        case "consumer":
            try checkConsumer(configuration)
        case "classic":
            // An older librdkafka has no other, and doesn't know the property.
            if LibrdkafkaVersion.running < firstVersion { checked[name] = nil }
        default:
            throw KafkaError(
                .invalidConfiguration, "property \"\(name)\" can't be \"\(value)\": it is classic or consumer",
                property: name)
        }
        return checked
    }

    private static func checkConsumer(_ configuration: KafkaConfiguration) throws(KafkaError) {
        guard LibrdkafkaVersion.running >= firstVersion else {
            throw KafkaError(
                .invalidConfiguration,
                "\"\(name)\" consumer needs librdkafka \(firstVersion) or newer; \(LibrdkafkaVersion.running) runs",
                property: name)
        }
        for property in brokers where configuration[property] != nil {
            throw KafkaError(
                .invalidConfiguration,
                "property \"\(property)\" can't be set with \"\(name)\" consumer: there the broker decides it",
                property: property)
        }
    }
}
