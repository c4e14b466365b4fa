// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// Receives notifications and takes them to endpoints.
///
/// It subscribes to the Kafka topics of its targets, but only of the priorities that an endpoint handles. At least
/// once: the offset of a notification is stored when its endpoints are done with it, and committed in the background,
/// before a partition is given up, and at the end. Within a partition notifications are handled one after the other,
/// in order; partitions beside each other.
public final class NotificationListener: Sendable {
    /// The Kafka topics that it subscribes to.
    public let topics: [String]

    /// The consumer group.
    let group: String
    let source: ListenerSource
    let transport: NotificationTransport
    let board: LaneBoard
    let handler: RecordHandler
    let hasRun = RunOnce()
    let hasFailed = RunOnce()
    let tasks = HandlerTasks()
    let absences = TopicAbsences()
    let deadLetterCheck = DeadLetterCheck()
    let currentBoard: CurrentBoard

    /// A listener with endpoints, for ``run()``. It reads nothing before it runs.
    ///
    /// - Parameters:
    ///   - transport: what it receives over.
    ///   - targets: the topics, without priorities.
    ///   - pool: the consumer group; without one it is the configuration's `consumer_group`. Listeners of one group
    ///     share the notifications, each group gets all of them.
    ///   - options: how it behaves.
    ///   - endpoints: what handles notifications, in order.
    /// - Throws: `invalidTopic` for a target that Kafka doesn't allow, `invalidArgument` for none or without endpoints,
    ///   `invalidPattern` for a filter, `invalidConfiguration` for what only librdkafka can check, `closed` when the
    ///   transport is.
    public convenience init(
        transport: NotificationTransport,
        targets: [NotificationTarget],
        pool: String? = nil,
        options: ListenerOptions = ListenerOptions(),
        @EndpointBuilder endpoints: () -> [On]
    ) throws(NotificationError) {
        let endpoints = endpoints()
        if let problem = endpoints.lazy.compactMap({ $0.filter?.problem }).first { throw problem }
        try self.init(transport, targets, pool, options, Dispatcher(endpoints))
    }

    /// A listener without endpoints, whose notifications are taken from it: from ``notifications``, in
    /// ``batches(maximumCount:maximumWait:)``, or by ``runTransactions(transactionalID:publisherID:topics:handler:)``.
    ///
    /// - Parameters:
    ///   - transport: what it receives over.
    ///   - targets: the topics, without priorities.
    ///   - priorities: the priorities; all seven unless told otherwise.
    ///   - filter: what else has to be true; other notifications are done without being seen.
    ///   - pool: the consumer group; without one it is the configuration's `consumer_group`.
    ///   - options: how it behaves. At most once is not among what it can do: acknowledge first instead.
    /// - Throws: `invalidTopic` for a target that Kafka doesn't allow, `invalidArgument` for none or without priorities,
    ///   `invalidPattern` for the filter, `invalidConfiguration` for what only librdkafka can check, `closed` when the
    ///   transport is.
    public convenience init(
        transport: NotificationTransport,
        targets: [NotificationTarget],
        priorities: [NotificationPriority] = NotificationPriority.allCases,
        matching filter: NotificationFilter? = nil,
        pool: String? = nil,
        options: ListenerOptions = ListenerOptions()
    ) throws(NotificationError) {
        guard options.guarantee == .atLeastOnce else {
            throw NotificationError(
                .invalidArgument, "guarantee is atMostOnce; a listener without endpoints has atLeastOnce")
        }
        if let problem = filter?.problem { throw problem }
        let endpoint = On(priorities, matching: filter)
        try self.init(transport, targets, pool, options, Dispatcher(priorities.isEmpty ? [] : [endpoint]))
    }

    private init(
        _ transport: NotificationTransport,
        _ targets: [NotificationTarget],
        _ pool: String?,
        _ options: ListenerOptions,
        _ dispatcher: Dispatcher
    ) throws(NotificationError) {
        topics = try Self.topics(transport.configuration, targets, dispatcher.priorities, options)
        self.transport = transport
        // At most once, a commit comes before each piece.
        board = LaneBoard(
            limit: options.room, maximumPiece: options.guarantee == .atLeastOnce ? 64 : .max,
            stallTime: options.stallTime)
        handler = RecordHandler(
            dispatcher: dispatcher, options: options, deadLetters: DeadLetterTopic(carrier: transport.carrier),
            transport: transport, reading: NotificationReading(options.serializer, options.payloadCoding))
        let currentBoard = CurrentBoard()
        self.currentBoard = currentBoard
        var properties = try transport.configuration.consumerProperties(pool: pool)
        if let start = options.startAt { properties["auto.offset.reset"] = start.rawValue }
        group = properties["group.id"] ?? ""
        if case .memory(let producer) = transport.carrier {
            source = .memory(MemoryConsumer(producer.broker, properties, topics, options))
        } else {
            source = .kafka(try Self.consumer(properties, transport, options, currentBoard, absences))
        }
        try transport.listeners.add(source.client, group: group, currentBoard)
    }

    private static func consumer(
        _ properties: [String: String],
        _ transport: NotificationTransport,
        _ options: ListenerOptions,
        _ current: CurrentBoard,
        _ absences: TopicAbsences
    ) throws(NotificationError) -> KafkaConsumer {
        let onAssignment = options.onAssignment
        let assigned = AssignedPartitions()
        let start = StartingPoint(options, transport)
        do {
            let consumer = try transport.clients.consumer(
                properties, maximumBatchCount: transport.configuration.kafka.maxPollRecords,
                readsHeaders: options.readsHeaders
            ) { event in
                // Told before what is given up has ended, which may be after the partitions have come back.
                switch event {
                case .assigned(let partitions):
                    // First, since reading begins when the rest takes too long.
                    current.board?.open(partitions)
                    absences.appeared(partitions)
                    await start.commit(partitions)
                    onAssignment?(assigned.apply(event))
                case .revoked(let partitions), .lost(let partitions):
                    current.board?.beginClosing(partitions)
                    onAssignment?(assigned.apply(event))
                    await current.board?.waitForEnd(partitions)
                }
            }
            start.consumer = consumer
            return consumer
        } catch {
            throw transport.configuration.locating(NotificationError(error))
        }
    }

    private static func topics(
        _ configuration: NotificationConfiguration,
        _ targets: [NotificationTarget],
        _ priorities: [NotificationPriority],
        _ options: ListenerOptions
    ) throws(NotificationError) -> [String] {
        guard !targets.isEmpty else {
            throw NotificationError(.invalidArgument, "a listener needs at least one target")
        }
        guard !priorities.isEmpty else {
            throw NotificationError(.invalidArgument, "a listener needs at least one endpoint")
        }
        var topics: [String] = []
        for target in targets {
            for priority in priorities {
                let topic = try configuration.topicName(target.topic, priority: priority.topicSuffix).rawValue
                if options.onFailure == .deadLetter || options.onUndecodable == .deadLetter {
                    _ = try DeadLetterTopic.name(of: topic)
                }
                if !topics.contains(topic) { topics.append(topic) }
            }
        }
        return topics
    }

    /// How many records of each partition that the listener has are not done yet, those that it has read included. It
    /// looks only at what the last fetch told, and asks nobody.
    public var lag: [TopicPartition: Int64] { source.client.lag(currentBoard) }
}
