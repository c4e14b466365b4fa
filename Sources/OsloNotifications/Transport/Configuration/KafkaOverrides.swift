// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The librdkafka properties that the user set, by their canonical names. They win over everything else.
struct KafkaOverrides: Sendable {
    private(set) var properties: [String: String] = [:]

    init(_ reader: inout ConfigurationReader) {
        var spellings: [String: String] = [:]
        for (name, value, place) in reader.rdkafkaProperties() {
            let canonical = KafkaPropertyNames.canonical(name)
            if let reason = Self.refusal(of: canonical, value) {
                reader.report(
                    NotificationError(
                        .invalidConfiguration, "\(place.description) can't be set: \(reason)", option: "rdkafka.\(name)"
                    )
                )
            }
            if let other = spellings[canonical], properties[canonical] != value {
                reader.report(
                    NotificationError(
                        .invalidConfiguration,
                        "rdkafka.\(other) and \(place.description) are the same property and have different values",
                        option: "rdkafka.\(name)"
                    )
                )
            }
            spellings[canonical] = name
            properties[canonical] = value
        }
    }

    subscript(_ name: String) -> String? { properties[name] }

    var forProducer: [String: String] {
        properties.filter { !KafkaPropertyNames.consumerOnly.contains($0.key) }
    }

    var forConsumer: [String: String] {
        properties.filter { !KafkaPropertyNames.producerOnly.contains($0.key) }
    }

    /// Why a property can't be left to the user; `nil` when it can.
    private static func refusal(of name: String, _ value: String) -> String? {
        switch name {
        case "enable.auto.offset.store" where KafkaPropertyNames.boolean(value) != false:
            "a listener stores an offset when its notification was handled, or notifications would be lost; "
                + "allowed: false"
        case "enable.auto.commit" where KafkaPropertyNames.boolean(value) != true:
            "a listener leaves committing to librdkafka, so nothing would ever be committed and everything would be read "
                + "again; allowed: true"
        case "delivery.report.only.error" where KafkaPropertyNames.boolean(value) != false:
            "a send waits for its delivery report, which would never come; allowed: false"
        case "group.id":
            "every pool is a consumer group of its own; use oslo_messaging_kafka.consumer_group, or a pool"
        case "transactional.id" where !value.isEmpty:
            "notifications are not sent in transactions, and such a producer sends nothing outside of one"
        default: nil
        }
    }
}
