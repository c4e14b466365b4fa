// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaError.ResponseCode {
    /// The connection broke, or none could be made. From a mock cluster: it closes the connection.
    public static let transport = Self(rawValue: -195)
    /// The topic or the partition does not exist, or the broker does not know it yet.
    public static let unknownTopicOrPartition = Self(rawValue: 3)
    /// The partition has no leader now.
    public static let leaderNotAvailable = Self(rawValue: 5)
    /// The broker does not lead the partition, or does not have it: the leader has changed.
    public static let notLeaderOrFollower = Self(rawValue: 6)
    /// A broker did not get what it needed from others in time.
    public static let requestTimedOut = Self(rawValue: 7)
    /// A record or a batch is larger than the topic allows.
    public static let messageTooLarge = Self(rawValue: 10)
    /// The coordinator is reading its groups.
    public static let coordinatorLoadInProgress = Self(rawValue: 14)
    /// The group has no coordinator now.
    public static let coordinatorNotAvailable = Self(rawValue: 15)
    /// The broker is not the group's coordinator: it has moved.
    public static let notCoordinator = Self(rawValue: 16)
    /// Fewer replicas are in sync than `min.insync.replicas`; nothing was written.
    public static let notEnoughReplicas = Self(rawValue: 19)
    /// The group's members changed since the request was made.
    public static let illegalGeneration = Self(rawValue: 22)
    /// The group does not know the member.
    public static let unknownMemberID = Self(rawValue: 25)
    /// The group is giving its partitions out anew.
    public static let rebalanceInProgress = Self(rawValue: 27)
    /// The client may not use the topic.
    public static let topicAuthorizationFailed = Self(rawValue: 29)
    /// The client may not use the group.
    public static let groupAuthorizationFailed = Self(rawValue: 30)
    /// The client may not do that to the cluster.
    public static let clusterAuthorizationFailed = Self(rawValue: 31)
    /// The broker does not have that version of the request.
    public static let unsupportedVersion = Self(rawValue: 35)
    /// There is a topic of that name.
    public static let topicAlreadyExists = Self(rawValue: 36)
    /// A number of partitions is not allowed.
    public static let invalidPartitions = Self(rawValue: 37)
    /// There are not so many brokers.
    public static let invalidReplicationFactor = Self(rawValue: 38)
    /// A replica assignment is not allowed.
    public static let invalidReplicaAssignment = Self(rawValue: 39)
    /// A config is unknown or its value is not allowed.
    public static let invalidConfig = Self(rawValue: 40)
    /// The request went to a broker that is not the controller.
    public static let notController = Self(rawValue: 41)
    /// The request does not make sense.
    public static let invalidRequest = Self(rawValue: 42)
    /// A policy of the cluster forbids it.
    public static let policyViolation = Self(rawValue: 44)
    /// The group has members.
    public static let nonEmptyGroup = Self(rawValue: 68)
    /// There is no such group.
    public static let groupIDNotFound = Self(rawValue: 69)
    /// The group reads the topic.
    public static let groupSubscribedToTopic = Self(rawValue: 86)
    /// A newer producer with the same `transactional.id` has taken over.
    public static let producerFenced = Self(rawValue: 90)
}
