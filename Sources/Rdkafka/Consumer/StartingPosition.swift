// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Where in a partition to read from.
public struct StartingPosition: Sendable, Hashable {
    /// librdkafka's number for it: an offset, or negative for the others.
    let offset: Int64
    /// Whether it is an offset, so that it may not be negative.
    private let isExact: Bool

    private init(_ offset: Int64, isExact: Bool = false) {
        self.offset = offset
        self.isExact = isExact
    }

    /// At the group's committed offset; where there is none, as `auto.offset.reset` says.
    public static let committed = StartingPosition(Int64(RD_KAFKA_OFFSET_STORED))
    /// At the oldest record that is there.
    public static let beginning = StartingPosition(Int64(RD_KAFKA_OFFSET_BEGINNING))
    /// After the newest record.
    public static let end = StartingPosition(Int64(RD_KAFKA_OFFSET_END))

    /// At this offset. Where it is out of range, as `auto.offset.reset` says.
    ///
    /// - Parameter offset: the offset; a negative one is refused where it is used.
    public static func offset(_ offset: Int64) -> StartingPosition {
        StartingPosition(offset, isExact: true)
    }

    /// So many records before the end.
    ///
    /// - Parameter count: how many; 0 and less is the end.
    public static func last(_ count: Int64) -> StartingPosition {
        count <= 0 ? end : StartingPosition(Int64(RD_KAFKA_OFFSET_TAIL_BASE) - min(count, .max / 2))
    }
}

extension StartingPosition {
    /// Why a partition can't be read from there.
    func refusal(in partition: TopicPartition) -> KafkaError? {
        if let refusal = NameCheck.partitionRefusal(partition) { return refusal }
        guard isExact, offset < 0 else { return nil }
        return KafkaError(.invalidArgument, "\(partition), offset \(offset): offsets are not negative")
    }

    /// Why it can't go on there.
    func seekRefusal(in partition: TopicPartition) -> KafkaError? {
        guard self == .committed else { return refusal(in: partition) }
        return KafkaError(
            .invalidArgument,
            "seeking in \(partition): committed is no place to seek to; an offset, beginning, end and last are")
    }
}
