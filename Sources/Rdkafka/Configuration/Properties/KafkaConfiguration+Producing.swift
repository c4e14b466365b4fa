// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// Who must have a record before it counts as delivered (`acks`); all replicas in sync unless set.
    public var acknowledgement: Acknowledgement? {
        get { self[Self.acknowledgementProperty] }
        set { self[Self.acknowledgementProperty] = newValue }
    }

    /// Whether the broker drops what a retry sends twice, and keeps the order (`enable.idempotence`).
    /// A producer sets it where nothing else that is set forbids it.
    public var isIdempotent: Bool? {
        get { self[Self.isIdempotentProperty] }
        set { self[Self.isIdempotentProperty] = newValue }
    }

    /// How long a record waits for others to share its request (`linger.ms`); a producer sets 0.
    public var linger: Duration? {
        get { self[Self.lingerProperty] }
        set { self[Self.lingerProperty] = newValue }
    }

    /// The most bytes in a batch (`batch.size`); 1 000 000 unless set.
    public var batchSize: Int? {
        get { self[Self.batchSizeProperty] }
        set { self[Self.batchSizeProperty] = newValue }
    }

    /// The most records in a batch (`batch.num.messages`); 10 000 unless set.
    public var batchCount: Int? {
        get { self[Self.batchCountProperty] }
        set { self[Self.batchCountProperty] = newValue }
    }

    /// How batches are compressed (`compression.codec`); not at all unless set.
    public var compression: Compression? {
        get { self[Self.compressionProperty] }
        set { self[Self.compressionProperty] = newValue }
    }

    /// How hard the compression tries (`compression.level`); the range is that of ``compression``.
    public var compressionLevel: Int? {
        get { self[Self.compressionLevelProperty] }
        set { self[Self.compressionLevelProperty] = newValue }
    }

    /// How long a record may take from its send to its acknowledgement, retries included (`message.timeout.ms`); 5
    /// minutes unless set. 0 is for ever.
    public var messageTimeout: Duration? {
        get { self[Self.messageTimeoutProperty] }
        set { self[Self.messageTimeoutProperty] = newValue }
    }

    /// How long the broker may wait for the other replicas (`request.timeout.ms`); 30 s unless set.
    public var requestTimeout: Duration? {
        get { self[Self.requestTimeoutProperty] }
        set { self[Self.requestTimeoutProperty] = newValue }
    }

    /// How often a record is sent again (`retries`); until ``messageTimeout`` unless set.
    public var retries: Int? {
        get { self[Self.retriesProperty] }
        set { self[Self.retriesProperty] = newValue }
    }

    /// The most requests without an answer on one connection (`max.in.flight`); a producer sets 2.
    public var maxInFlight: Int? {
        get { self[Self.maxInFlightProperty] }
        set { self[Self.maxInFlightProperty] = newValue }
    }

    /// The most bytes of a record, and of a request (`message.max.bytes`); 1 000 000 unless set.
    public var maxMessageSize: Int? {
        get { self[Self.maxMessageSizeProperty] }
        set { self[Self.maxMessageSizeProperty] = newValue }
    }

    /// How a record without a partition gets one (`partitioner`), such as `murmur2_random`, which is what Java does;
    /// `consistent_random` unless set.
    public var partitioner: String? {
        get { self[Self.partitionerProperty] }
        set { self[Self.partitionerProperty] = newValue }
    }

    /// The name under which the producer's transactions go on after a restart (`transactional.id`).
    public var transactionalID: String? {
        get { self[Self.transactionalIDProperty] }
        set { self[Self.transactionalIDProperty] = newValue }
    }

    /// How long a transaction may be open before the broker ends it (`transaction.timeout.ms`); 1 minute unless set.
    public var transactionTimeout: Duration? {
        get { self[Self.transactionTimeoutProperty] }
        set { self[Self.transactionTimeoutProperty] = newValue }
    }

    private static let acknowledgementProperty =
        TypedProperty<Acknowledgement>.word("acks", "request.required.acks", synonyms: ["-1": "all"])
    private static let isIdempotentProperty = TypedProperty<Bool>.boolean("enable.idempotence")
    private static let lingerProperty =
        TypedProperty<Duration>.fractionalMilliseconds("linger.ms", "queue.buffering.max.ms")
    private static let batchSizeProperty = TypedProperty<Int>.integer("batch.size")
    private static let batchCountProperty = TypedProperty<Int>.integer("batch.num.messages")
    private static let compressionProperty = TypedProperty<Compression>.word("compression.codec", "compression.type")
    private static let compressionLevelProperty = TypedProperty<Int>.integer("compression.level")
    private static let messageTimeoutProperty =
        TypedProperty<Duration>.milliseconds("message.timeout.ms", "delivery.timeout.ms")
    private static let requestTimeoutProperty = TypedProperty<Duration>.milliseconds("request.timeout.ms")
    private static let retriesProperty = TypedProperty<Int>.integer("retries", "message.send.max.retries")
    private static let maxInFlightProperty =
        TypedProperty<Int>.integer("max.in.flight", "max.in.flight.requests.per.connection")
    private static let maxMessageSizeProperty = TypedProperty<Int>.integer("message.max.bytes")
    private static let partitionerProperty = TypedProperty<String>.text("partitioner")
    private static let transactionalIDProperty = TypedProperty<String>.text("transactional.id")
    private static let transactionTimeoutProperty = TypedProperty<Duration>.milliseconds("transaction.timeout.ms")
}
