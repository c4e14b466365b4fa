// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// One of the things that are measured.
struct Case {
    enum Kind {
        case unawaited
        case awaited(window: Int)
        case consume
        case idle
        /// Bytes written and read without any broker.
        case wire
    }

    /// How much is measured, and how much before that only warms up.
    struct Amount {
        let records: Int
        let warmup: Int
    }

    let name: String
    let kind: Kind
    let recordSize: Int
    let onMock: Amount
    let onKafka: Amount

    static let all: [Self] = [
        Self("produce-200", .unawaited, mock: (2_000_000, 200_000), kafka: (1_500_000, 200_000)),
        Self("produce-2159", .unawaited, 2159, mock: (400_000, 40_000), kafka: (200_000, 20_000)),
        Self("awaited-1", .awaited(window: 1), mock: (20_000, 2_000), kafka: (10_000, 1_000)),
        Self("awaited-64", .awaited(window: 64), mock: (500_000, 50_000), kafka: (250_000, 25_000)),
        Self("awaited-1024", .awaited(window: 1024), mock: (1_500_000, 100_000), kafka: (800_000, 80_000)),
        Self("awaited-batch-1024", .awaited(window: 1024), mock: (2_000_000, 200_000), kafka: (1_000_000, 100_000)),
        Self("consume-200", .consume, mock: (860_000, 100_000), kafka: (3_000_000, 200_000)),
        Self("consume-200-actor", .consume, mock: (860_000, 100_000), kafka: (3_000_000, 200_000)),
        Self("consume-200-records", .consume, mock: (860_000, 100_000), kafka: (3_000_000, 200_000)),
        Self("notify-2159", .unawaited, 2159, mock: (200_000, 20_000), kafka: (200_000, 20_000)),
        Self("notify-awaited-1024", .awaited(window: 1024), 400, mock: (1_000_000, 100_000), kafka: (500_000, 100_000)),
        Self("notify-batch-16", .awaited(window: 1024), 400, mock: (1_000_000, 100_000), kafka: (500_000, 100_000)),
        Self("listen-2159", .consume, 2159, mock: (108_000, 20_000), kafka: (280_000, 20_000)),
        Self("listen-type-2159", .consume, 2159, mock: (108_000, 20_000), kafka: (280_000, 20_000)),
        Self("idle", .idle, mock: (5, 0), kafka: (5, 0)),
        Self("encode-2159", .wire, 2159, records: 200_000),
        Self("encode-codable-2159", .wire, 2159, records: 200_000),
        Self("read-2159", .wire, 2159, records: 200_000),
        Self("decode-2159", .wire, 2159, records: 100_000),
        Self("decode-all-2159", .wire, 2159, records: 100_000),
        Self("decode-codable-2159", .wire, 2159, records: 100_000),
    ]

    private init(_ name: String, _ kind: Kind, _ recordSize: Int, records: Int) {
        let amount = (records: records, warmup: records / 10)
        self.init(name, kind, recordSize, mock: amount, kafka: amount)
    }

    private init(
        _ name: String,
        _ kind: Kind,
        _ recordSize: Int = 200,
        mock: (records: Int, warmup: Int),
        kafka: (records: Int, warmup: Int)
    ) {
        self.name = name
        self.kind = kind
        self.recordSize = recordSize
        onMock = Amount(records: mock.records, warmup: mock.warmup)
        onKafka = Amount(records: kafka.records, warmup: kafka.warmup)
    }

    /// Consuming cases read a topic that was filled before; the others write to one.
    var reads: Bool {
        if case .consume = kind { true } else { false }
    }

    /// Whether anything is sent or received.
    var needsBroker: Bool {
        if case .wire = kind { false } else { true }
    }

    /// The mock broker keeps 5 MB a partition: what is read there is spread over many.
    func partitions(on broker: BrokerKind) -> Int {
        reads && broker == .mock ? 64 : 4
    }

    func amount(on broker: BrokerKind) -> Amount {
        broker == .kafka ? onKafka : onMock
    }

    /// The figures whose ratios are shown, the one that the case is about first.
    var metrics: [Metric] {
        switch kind {
        case .unawaited, .consume: [.cpu, .rate, .resident, .mallocs]
        case .awaited(window: 1): [.median, .percentile99, .cpu, .rate, .resident, .mallocs]
        case .awaited: [.rate, .cpu, .median, .percentile99, .resident, .mallocs]
        case .idle: [.wakeups, .cpu, .resident]
        case .wire: [.throughput, .cpu, .mallocs]
        }
    }
}
