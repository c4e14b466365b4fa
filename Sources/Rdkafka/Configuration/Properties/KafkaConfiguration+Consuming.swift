// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// The consumer group (`group.id`).
    public var groupID: String? {
        get { self[Self.groupIDProperty] }
        set { self[Self.groupIDProperty] = newValue }
    }

    /// The member's name in its group, under which it gets the same partitions after a restart (`group.instance.id`).
    public var groupInstanceID: String? {
        get { self[Self.groupInstanceIDProperty] }
        set { self[Self.groupInstanceIDProperty] = newValue }
    }

    /// Who shares the partitions out (`group.protocol`, librdkafka 2.4 and newer); the members unless set.
    public var groupProtocol: GroupProtocol? {
        get { self[Self.groupProtocolProperty] }
        set { self[Self.groupProtocolProperty] = newValue }
    }

    /// How partitions are shared, the first that all members know (`partition.assignment.strategy`); range, then
    /// round robin unless set.
    public var assignors: [Assignor]? {
        get { self[Self.assignorsProperty] }
        set { self[Self.assignorsProperty] = newValue }
    }

    /// Where the group starts in a partition that it has no valid offset of (`auto.offset.reset`); at the end unless
    /// set.
    public var offsetReset: OffsetReset? {
        get { self[Self.offsetResetProperty] }
        set { self[Self.offsetResetProperty] = newValue }
    }

    /// Whether records of transactions are seen before their commit (`isolation.level`); only after it unless set.
    public var isolationLevel: IsolationLevel? {
        get { self[Self.isolationLevelProperty] }
        set { self[Self.isolationLevelProperty] = newValue }
    }

    /// How long the member may be silent before the group goes on without it (`session.timeout.ms`); 45 s unless set.
    public var sessionTimeout: Duration? {
        get { self[Self.sessionTimeoutProperty] }
        set { self[Self.sessionTimeoutProperty] = newValue }
    }

    /// How often it says that it lives (`heartbeat.interval.ms`); 3 s unless set.
    public var heartbeatInterval: Duration? {
        get { self[Self.heartbeatIntervalProperty] }
        set { self[Self.heartbeatIntervalProperty] = newValue }
    }

    /// How long records may lie unread before the group goes on without this member (`max.poll.interval.ms`); 5 minutes
    /// unless set.
    public var maxPollInterval: Duration? {
        get { self[Self.maxPollIntervalProperty] }
        set { self[Self.maxPollIntervalProperty] = newValue }
    }

    /// Whether stored offsets are committed in the background (`enable.auto.commit`); so unless set.
    public var commitsAutomatically: Bool? {
        get { self[Self.commitsAutomaticallyProperty] }
        set { self[Self.commitsAutomaticallyProperty] = newValue }
    }

    /// How often they are (`auto.commit.interval.ms`); every 5 s unless set.
    public var commitInterval: Duration? {
        get { self[Self.commitIntervalProperty] }
        set { self[Self.commitIntervalProperty] = newValue }
    }

    /// The fewest bytes that the broker answers with before ``fetchWait`` is over (`fetch.min.bytes`); 1 unless set.
    public var fetchMinimum: Int? {
        get { self[Self.fetchMinimumProperty] }
        set { self[Self.fetchMinimumProperty] = newValue }
    }

    /// How long the broker may wait for ``fetchMinimum`` (`fetch.wait.max.ms`); 500 ms unless set.
    public var fetchWait: Duration? {
        get { self[Self.fetchWaitProperty] }
        set { self[Self.fetchWaitProperty] = newValue }
    }

    /// The most bytes of a partition in one answer (`max.partition.fetch.bytes`); 1 MiB unless set.
    public var partitionFetchSize: Int? {
        get { self[Self.partitionFetchSizeProperty] }
        set { self[Self.partitionFetchSizeProperty] = newValue }
    }

    /// Whether subscribing may make the broker create a topic (`allow.auto.create.topics`); not unless set.
    public var createsTopics: Bool? {
        get { self[Self.createsTopicsProperty] }
        set { self[Self.createsTopicsProperty] = newValue }
    }

    private static let groupIDProperty = TypedProperty<String>.text("group.id")
    private static let groupInstanceIDProperty = TypedProperty<String>.text("group.instance.id")
    private static let groupProtocolProperty = TypedProperty<GroupProtocol>.word("group.protocol")
    private static let assignorsProperty = TypedProperty<[Assignor]>.assignors("partition.assignment.strategy")
    private static let offsetResetProperty =
        TypedProperty<OffsetReset>.word("auto.offset.reset", synonyms: offsetSynonyms)
    private static let isolationLevelProperty = TypedProperty<IsolationLevel>.word("isolation.level")
    private static let sessionTimeoutProperty = TypedProperty<Duration>.milliseconds("session.timeout.ms")
    private static let heartbeatIntervalProperty = TypedProperty<Duration>.milliseconds("heartbeat.interval.ms")
    private static let maxPollIntervalProperty = TypedProperty<Duration>.milliseconds("max.poll.interval.ms")
    private static let commitsAutomaticallyProperty = TypedProperty<Bool>.boolean("enable.auto.commit")
    private static let commitIntervalProperty = TypedProperty<Duration>.milliseconds("auto.commit.interval.ms")
    private static let fetchMinimumProperty = TypedProperty<Int>.integer("fetch.min.bytes")
    private static let fetchWaitProperty = TypedProperty<Duration>.milliseconds("fetch.wait.max.ms")
    private static let partitionFetchSizeProperty =
        TypedProperty<Int>.integer("max.partition.fetch.bytes", "fetch.message.max.bytes")
    private static let createsTopicsProperty = TypedProperty<Bool>.boolean("allow.auto.create.topics")

    private static let offsetSynonyms = [
        "smallest": "earliest", "beginning": "earliest", "largest": "latest", "end": "latest",
    ]
}

extension TypedProperty where Value == [KafkaConfiguration.Assignor] {
    fileprivate static func assignors(_ names: String...) -> TypedProperty {
        TypedProperty(
            names: names,
            parse: { text in
                let words = text.split(separator: ",").map { $0.filter { $0 != " " } }
                let assignors = words.compactMap { KafkaConfiguration.Assignor(rawValue: $0) }
                return assignors.count == words.count ? assignors : nil
            },
            format: { $0.map(\.rawValue).joined(separator: ",") })
    }
}
