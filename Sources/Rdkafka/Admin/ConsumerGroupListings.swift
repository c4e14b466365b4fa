// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The consumer groups of the cluster.
public struct ConsumerGroupListings: Sendable {
    /// Those that were found, by their ids.
    public let groups: [ConsumerGroupListing]
    /// What brokers answered that could not list theirs: with an error here the list is not complete.
    public let errors: [KafkaError]
}
