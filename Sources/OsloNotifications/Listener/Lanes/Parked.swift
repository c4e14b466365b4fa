// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What was done to make room.
struct Parked: Sendable, Equatable {
    /// These are to be paused.
    var partitions: [TopicPartition] = []
    /// These stand still.
    var standing: [TopicPartition] = []

    var isEmpty: Bool { partitions.isEmpty && standing.isEmpty }
}
