// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConfigurationOption {
    /// Every option, by section.
    public static let all: [ConfigurationOption] = [
        NotificationOptions.commonTransportURL.definition,
        NotificationOptions.controlExchange.definition,
        NotificationOptions.executorThreadPoolSize.definition,
        NotificationOptions.drivers.definition,
        NotificationOptions.transportURL.definition,
        NotificationOptions.topics.definition,
        NotificationOptions.retry.definition,
        NotificationOptions.routingConfiguration.definition,
        KafkaOptionTable.maxFetchBytes.definition,
        KafkaOptionTable.consumerTimeout.definition,
        KafkaOptionTable.consumerGroup.definition,
        KafkaOptionTable.producerBatchTimeout.definition,
        KafkaOptionTable.producerBatchSize.definition,
        KafkaOptionTable.compressionCodec.definition,
        KafkaOptionTable.enableAutoCommit.definition,
        KafkaOptionTable.maxPollRecords.definition,
        KafkaOptionTable.securityProtocol.definition,
        KafkaOptionTable.saslMechanism.definition,
        KafkaOptionTable.caFile.definition,
        KafkaOptionTable.clientCertificateFile.definition,
        KafkaOptionTable.clientKeyFile.definition,
        KafkaOptionTable.clientKeyPassword.definition,
    ]

    static func find(_ key: String) -> ConfigurationOption? {
        byKey[key]
    }

    static func find(deprecated key: String) -> ConfigurationOption? {
        let common = Section.common.rawValue + "."
        let full = key.contains(".") ? key : common + key
        return all.first { $0.deprecatedKeys.contains(full) }
    }

    /// Those of the section `DEFAULT` also under their names alone.
    private static let byKey: [String: ConfigurationOption] = all.reduce(into: [:]) { table, option in
        table[option.key] = option
        table["\(option.section.rawValue).\(option.name)"] = option
    }
}
