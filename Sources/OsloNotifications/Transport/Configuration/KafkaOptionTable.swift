// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The options of the section `oslo_messaging_kafka`, as oslo.messaging 18.3.1 names and types them.
enum KafkaOptionTable {
    static let maxFetchBytes = TypedOption.integer(
        .kafka, "kafka_max_fetch_bytes", in: 1...1_000_000_000, default: 1_048_576,
        help: "Bytes that a fetch asks of a partition (max.partition.fetch.bytes)."
    )

    static let consumerTimeout = TypedOption.seconds(
        .kafka, "kafka_consumer_timeout", in: 0...86_400, default: 1,
        help: "Seconds that one poll may wait in Python, which delays its records. Records are handed over as they "
            + "come here, so it is accepted and has no effect."
    )

    static let consumerGroup = TypedOption.nonEmptyText(
        .kafka, "consumer_group", default: "oslo_messaging_consumer",
        help: "The consumer group of a listener without a pool (group.id)."
    )

    static let producerBatchTimeout = TypedOption.seconds(
        .kafka, "producer_batch_timeout", in: 0...900, default: 0,
        help: "Seconds that a record may wait for others to share its request (linger.ms)."
    )

    static let producerBatchSize = TypedOption.integer(
        .kafka, "producer_batch_size", in: 1...1_000_000, default: 16_384,
        help: "Most records in one request (batch.num.messages)."
    )

    static let compressionCodec = TypedOption.choice(
        .kafka, "compression_codec", of: ["none", "gzip", "snappy", "lz4", "zstd"], default: "none",
        help: "How records are compressed (compression.codec)."
    )

    static let enableAutoCommit = TypedOption.boolean(
        .kafka, "enable_auto_commit", default: false,
        help: "Whether Python commits in the background; either way it commits before a notification is handled. "
            + "Offsets are committed after handling here, so it is accepted and has no effect."
    )

    static let maxPollRecords = TypedOption.integer(
        .kafka, "max_poll_records", in: 1...1_000_000, default: 500,
        help: "Most records in one batch of a listener."
    )

    static let securityProtocol = TypedOption.choice(
        .kafka, "security_protocol", of: ["PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SASL_SSL"], default: "PLAINTEXT",
        help: "How to talk to the brokers (security.protocol)."
    )

    static let saslMechanism = TypedOption.nonEmptyText(
        .kafka, "sasl_mechanism", default: "PLAIN",
        help: "How to log in with a SASL_ protocol (sasl.mechanism); user and password are those of the URL."
    )

    static let caFile = TypedOption.text(
        .kafka, "ssl_cafile", default: "",
        help: "File or folder of the CA certificates that verify the brokers, PEM (ssl.ca.location)."
    )

    static let clientCertificateFile = TypedOption.text(
        .kafka, "ssl_client_cert_file", default: "",
        help: "File of the client's certificate, PEM (ssl.certificate.location)."
    )

    static let clientKeyFile = TypedOption.text(
        .kafka, "ssl_client_key_file", default: "",
        help: "File of the client's private key, PEM (ssl.key.location)."
    )

    static let clientKeyPassword = TypedOption.secret(
        .kafka, "ssl_client_key_password",
        help: "The password of the client's private key itself, not a file that holds it (ssl.key.password)."
    )
}
