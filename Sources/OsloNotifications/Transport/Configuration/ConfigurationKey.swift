// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a key of the configuration dictionary stands for.
enum ConfigurationKey {
    case option(ConfigurationOption)
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

    init(_ key: String) {
        if key.hasPrefix(Self.rdkafkaPrefix), key.utf8.count > Self.rdkafkaPrefix.utf8.count {
            self = .rdkafka(String(key.dropFirst(Self.rdkafkaPrefix.count)))
        } else if let option = ConfigurationOption.find(key) {
            self = .option(option)
        } else {
            self = Self.isRPC(key) ? .rpc : .unknown
        }
    }

    /// The error for a key that is not an option of this driver.
    func problem(_ key: String) -> NotificationError? {
        switch self {
        case .option, .rdkafka: nil
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

    private static func isRPC(_ key: String) -> Bool {
        if rpcSections.contains(where: { key == $0 || key.hasPrefix("\($0).") }) { return true }
        let name = key.hasPrefix("DEFAULT.") ? String(key.dropFirst("DEFAULT.".count)) : key
        return name.hasPrefix("rpc_") || rpcNames.contains(name)
    }

    private static func hint(for key: String) -> String {
        let homonym = ConfigurationOption.all.first { $0.name == key }?.key
        let known = ConfigurationOption.all.map(\.key)
        if let name = homonym ?? NearestName.nearest(to: key, among: known) {
            return "; did you mean \(name)?"
        }
        return "; allowed: the options of \(ErrorText.list(ConfigurationOption.Section.allCases.map(\.rawValue))), "
            + "and \(rdkafkaPrefix)<any property of librdkafka>"
    }
}
