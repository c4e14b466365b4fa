// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What a key of a configuration stands for.
enum ConfigurationKey {
    case option(ConfigurationOption)
    /// A former name of an option.
    case deprecated(ConfigurationOption)
    /// An option of the Kafka driver that oslo.messaging no longer has.
    case removed
    /// A librdkafka property, by its own name.
    case rdkafka(String)
    /// An option of oslo.messaging's RPC, or of a transport that carries it.
    case rpc
    case unknown

    static let rdkafkaPrefix = "rdkafka."

    private static let rpcSections = [
        "oslo_messaging_rabbit", "oslo_messaging_amqp", "oslo_messaging_zmq", "oslo_messaging_metrics",
        "oslo_messaging_tracing",
    ]

    private static let rpcNames: Set<String> = ["conn_pool_min_size", "conn_pool_ttl"]

    private static let removedKeys: Set<String> = [
        "oslo_messaging_kafka.kafka_default_host", "oslo_messaging_kafka.kafka_default_port",
        "oslo_messaging_kafka.pool_size", "oslo_messaging_kafka.conn_pool_min_size",
        "oslo_messaging_kafka.conn_pool_ttl",
    ]

    init(_ key: String) {
        if key.hasPrefix(Self.rdkafkaPrefix), key.utf8.count > Self.rdkafkaPrefix.utf8.count {
            self = .rdkafka(String(key.dropFirst(Self.rdkafkaPrefix.count)))
        } else if let option = ConfigurationOption.find(key) {
            self = .option(option)
        } else if let option = ConfigurationOption.find(deprecated: key) {
            self = .deprecated(option)
        } else if Self.removedKeys.contains(key) {
            self = .removed
        } else {
            self = Self.isRPC(key) ? .rpc : .unknown
        }
    }

    /// The error for a key that is not an option of this driver.
    func problem(_ key: String) -> NotificationError? {
        switch self {
        case .option, .deprecated, .removed, .rdkafka: nil
        case .rpc:
            NotificationError(
                .notificationsOnly,
                "\(ErrorText.quoted(key)) is an option of RPC or of a transport that carries it; "
                    + "this driver carries notifications only, over Kafka",
                option: key
            )
        case .unknown:
            NotificationError(
                .invalidConfiguration,
                "\(ErrorText.quoted(key)) is not a configuration key\(Self.hint(for: key))",
                option: key
            )
        }
    }

    /// The option of the section `DEFAULT` that a key of that section almost is, where a service has options of its own.
    static func nearestCommonOption(to key: String) -> String? {
        let section = ConfigurationOption.Section.common.rawValue + "."
        guard key.hasPrefix(section) else { return nil }
        let name = String(key.dropFirst(section.count))
        let known = ConfigurationOption.all.filter { $0.section == .common }.map(\.name)
        return known.first { NearestName.distance(name, $0) <= 2 }
    }

    private static func isRPC(_ key: String) -> Bool {
        if rpcSections.contains(where: { key == $0 || key.hasPrefix("\($0).") }) { return true }
        let name = key.hasPrefix("DEFAULT.") ? String(key.dropFirst("DEFAULT.".count)) : key
        return name.hasPrefix("rpc_") || rpcNames.contains(name)
    }

    /// What a login is called elsewhere: here it is part of the URL.
    private static let loginNames: Set<String> = [
        "sasl_password", "sasl_plain_password", "sasl_plain_username", "sasl_user", "sasl_username", "password", "user",
        "username",
    ]

    /// Where the user and password go, if the option is one of theirs.
    static func loginHint(for name: String) -> String? {
        guard loginNames.contains(name) else { return nil }
        return "user and password belong in the transport URL: kafka://USER:PASSWORD@HOST/"
    }

    private static func hint(for key: String) -> String {
        if let hint = key.split(separator: ".").last.flatMap({ loginHint(for: String($0)) }) { return "; \(hint)" }
        let homonym = ConfigurationOption.all.first { $0.name == key }?.key
        let known = ConfigurationOption.all.map(\.key)
        if let name = homonym ?? NearestName.nearest(to: key, among: known) {
            return "; did you mean \(name)?"
        }
        return "; allowed: the options of \(ErrorText.list(ConfigurationOption.Section.allCases.map(\.rawValue))), "
            + "and \(rdkafkaPrefix)<any property of librdkafka>"
    }
}
