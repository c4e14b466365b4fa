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
        all.first { $0.key == key || "\($0.section.rawValue).\($0.name)" == key }
    }
}
