// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Receives notifications and takes them to endpoints.
///
/// It subscribes to the Kafka topics of its targets, but only of the priorities that an endpoint handles. At least
/// once: the offset of a notification is stored when its endpoints are done with it, and committed in the background,
/// before a partition is given up, and at the end. Within a partition notifications are handled one after the other,
/// in order; partitions beside each other.
public final class NotificationListener: Sendable {
    /// The Kafka topics that it subscribes to.
    public let topics: [String]

    let source: ListenerSource
    let transport: NotificationTransport
    let board: LaneBoard
    let handler: RecordHandler
    let hasRun = RunOnce()

    /// A listener. It reads nothing before it runs.
    ///
    /// - Parameters:
    ///   - transport: what it receives over.
    ///   - targets: the topics, without priorities.
    ///   - pool: the consumer group; without one it is the configuration's `consumer_group`. Listeners of one group
    ///     share the notifications, each group gets all of them.
    ///   - options: how it behaves.
    ///   - endpoints: what handles notifications, in order.
    /// - Throws: `invalidTopic` for a target that Kafka doesn't allow, `invalidArgument` for none or without endpoints,
    ///   `invalidPattern` for a filter,
    ///   `invalidConfiguration` for what only librdkafka can check.
    public init(
        transport: NotificationTransport,
        targets: [NotificationTarget],
        pool: String? = nil,
        options: ListenerOptions = ListenerOptions(),
        @EndpointBuilder endpoints: () -> [On]
    ) throws(NotificationError) {
        let endpoints = endpoints()
        if let problem = endpoints.lazy.compactMap({ $0.filter?.problem }).first { throw problem }
        let dispatcher = Dispatcher(endpoints)
        topics = try Self.topics(transport.configuration, targets, dispatcher.priorities, options)
        self.transport = transport
        let board = LaneBoard(limit: max(1, options.maximumOutstanding))
        self.board = board
        handler = RecordHandler(
            dispatcher: dispatcher, options: options, deadLetters: DeadLetterTopic(carrier: transport.carrier),
            transport: transport, reading: NotificationReading(options.serializer, options.payloadCoding))
        var properties = try transport.configuration.consumerProperties(pool: pool)
        if let start = options.startAt { properties["auto.offset.reset"] = start.rawValue }
        if case .memory(let broker) = transport.carrier {
            source = .memory(MemoryConsumer(broker, properties, topics))
            transport.listeners.add(source.client)
            return
        }
        let onAssignment = options.onAssignment
        let assigned = AssignedPartitions()
        do {
            let consumer = try KafkaConsumer(
                configuration: KafkaConfiguration(properties),
                options: ConsumerOptions(maxBatchCount: transport.configuration.kafka.maxPollRecords),
                logHandler: transport.logHandler
            ) { event in
                // Told before what is given up has ended, which may be after the partitions have come back.
                switch event {
                case .assigned(let partitions):
                    board.open(partitions)
                    onAssignment?(assigned.apply(event))
                case .revoked(let partitions), .lost(let partitions):
                    board.beginClosing(partitions)
                    onAssignment?(assigned.apply(event))
                    await board.waitForEnd(partitions)
                }
            }
            source = .kafka(consumer)
        } catch {
            throw transport.configuration.locating(NotificationError(error))
        }
        transport.listeners.add(source.client)
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
}
