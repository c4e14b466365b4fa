// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Records of a batch that are from one partition: from `start` to where the next run starts.
struct RecordRun: Sendable {
    let start: Int
    let partition: TopicPartition
}
