// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Where in a partition to read from.
public struct StartingPosition: Sendable, Hashable {
    /// librdkafka's number for it: an offset, or negative for the others.
    let offset: Int64

    private init(_ offset: Int64) {
        self.offset = offset
    }

    /// At the group's committed offset; where there is none, as `auto.offset.reset` says.
    public static let committed = StartingPosition(Int64(RD_KAFKA_OFFSET_STORED))
    /// At the oldest record that is there.
    public static let beginning = StartingPosition(Int64(RD_KAFKA_OFFSET_BEGINNING))
    /// After the newest record.
    public static let end = StartingPosition(Int64(RD_KAFKA_OFFSET_END))

    /// At this offset. Where it is out of range, as `auto.offset.reset` says.
    ///
    /// - Parameter offset: the offset; a negative one is taken for 0.
    public static func offset(_ offset: Int64) -> StartingPosition {
        StartingPosition(max(0, offset))
    }

    /// So many records before the end.
    ///
    /// - Parameter count: how many; 0 and less is the end.
    public static func last(_ count: Int64) -> StartingPosition {
        count <= 0 ? end : StartingPosition(Int64(RD_KAFKA_OFFSET_TAIL_BASE) - min(count, .max / 2))
    }
}
