// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The options of the section `oslo_messaging_kafka`, read.
public struct KafkaOptions: Sendable, Hashable {
    /// Bytes that a fetch asks of a partition.
    public let maxFetchBytes: Int
    /// Has no effect: records are handed over as they come.
    public let consumerTimeout: Duration
    /// The consumer group of a listener without a pool.
    public let consumerGroup: String
    /// How long a record may wait for others to share its request.
    public let producerBatchTimeout: Duration
    /// Most records in one request; `nil` unless it was set.
    public let producerBatchSize: Int
    /// `none`, `gzip`, `snappy`, `lz4` or `zstd`.
    public let compressionCodec: String
    /// Has no effect: offsets are committed after handling.
    public let enableAutoCommit: Bool
    /// Most records in one batch of a listener.
    public let maxPollRecords: Int
    /// `PLAINTEXT`, `SASL_PLAINTEXT`, `SSL` or `SASL_SSL`.
    public let securityProtocol: String
    /// How to log in with a `SASL_` protocol.
    public let saslMechanism: String
    /// File or folder of CA certificates; empty for the system's.
    public let caFile: String
    /// File of the client's certificate; empty for none.
    public let clientCertificateFile: String
    /// File of the client's private key; empty for none.
    public let clientKeyFile: String
    /// The password of the client's private key.
    public let clientKeyPassword: Secret?

    init(_ reader: inout ConfigurationReader) {
        maxFetchBytes = reader.value(KafkaOptionTable.maxFetchBytes)
        consumerTimeout = reader.value(KafkaOptionTable.consumerTimeout)
        consumerGroup = reader.value(KafkaOptionTable.consumerGroup)
        producerBatchTimeout = reader.value(KafkaOptionTable.producerBatchTimeout)
        producerBatchSize = reader.value(KafkaOptionTable.producerBatchSize)
        compressionCodec = reader.value(KafkaOptionTable.compressionCodec)
        enableAutoCommit = reader.value(KafkaOptionTable.enableAutoCommit)
        maxPollRecords = reader.value(KafkaOptionTable.maxPollRecords)
        securityProtocol = reader.value(KafkaOptionTable.securityProtocol)
        saslMechanism = reader.value(KafkaOptionTable.saslMechanism)
        caFile = reader.value(KafkaOptionTable.caFile)
        clientCertificateFile = reader.value(KafkaOptionTable.clientCertificateFile)
        clientKeyFile = reader.value(KafkaOptionTable.clientKeyFile)
        clientKeyPassword = reader.value(KafkaOptionTable.clientKeyPassword)
    }
}
