// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which offset of a partition is meant.
public enum OffsetSpec: Sendable, Hashable {
    /// That of the first record that is there.
    case earliest
    /// The one after the last record.
    case latest
    /// That of the first record whose timestamp is this or later, in milliseconds since 1970.
    case timestamp(Int64)
    /// That of the record with the largest timestamp. Needs librdkafka 2.3 or newer.
    case maxTimestamp

    /// The number that Kafka's ListOffsets request has for it.
    var protocolValue: Int64 {
        switch self {
        case .latest: -1
        case .earliest: -2
        case .maxTimestamp: -3
        case .timestamp(let milliseconds): milliseconds
        }
    }

    var refusal: KafkaError? {
        switch self {
        case .timestamp(let milliseconds) where milliseconds < 0:
            KafkaError(.invalidArgument, "timestamp \(milliseconds): milliseconds since 1970 are not negative")
        case .maxTimestamp where !LibrdkafkaFeature.listOffsets.isSupported: LibrdkafkaFeature.listOffsets.unsupported
        default: nil
        }
    }
}
