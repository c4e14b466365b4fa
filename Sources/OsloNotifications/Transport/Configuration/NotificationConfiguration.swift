// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Everything that a notification transport has to know, read and checked: from a dictionary, files, the
/// environment. Nothing is connected to. <doc:Configuration> has all of it.
///
/// Keys are those of oslo.messaging, `section.option`: `oslo_messaging_notifications.topics`,
/// `oslo_messaging_kafka.compression_codec`; options of the section `DEFAULT` also go without it: `transport_url`.
/// `rdkafka.<property>` sets any property of librdkafka and wins over everything. ``ConfigurationOption/all`` is the
/// list. Options in the query of the transport URL win over those of the section `oslo_messaging_kafka`.
public struct NotificationConfiguration: Sendable {
    /// Where the brokers are.
    public let transportURL: TransportURL
    /// What a notification is given to, by the names of a ``DriverRegistry``.
    public let drivers: [String]
    /// The topics that a notification goes to, each once.
    public let topics: [String]
    /// How often an undelivered notification is sent again: -1 until its time is up, 0 never.
    public let retry: Int
    /// The file of the driver `routing`; empty for none.
    public let routingConfiguration: String
    /// The exchange of other transports. It has no meaning on Kafka.
    public let controlExchange: String
    /// Has no effect: a listener handles each of its partitions beside the others.
    public let executorThreadPoolSize: Int
    /// The options of the section `oslo_messaging_kafka`.
    public let kafka: KafkaOptions
    /// librdkafka's properties for a producer. They hold secrets: see ``maskingSecrets(in:)``.
    public let producerProperties: [String: String]
    /// What is allowed but hardly meant, for the log. Without secrets.
    public let warnings: [String]
    /// What was set, by key, with `***` in place of secrets.
    public let settings: [String: String]

    /// By key.
    let locations: [String: String]
    private let clientProperties: [String: String]
    private let overrides: KafkaOverrides

    /// Reads and checks a configuration.
    ///
    /// - Parameters:
    ///   - dictionary: The options that are set, by key.
    ///   - transportURL: Wins over `oslo_messaging_notifications.transport_url`, and that over `transport_url`.
    ///   - registry: The drivers that may be named.
    /// - Throws: `invalidConfiguration`, `invalidTransportURL`, `invalidTopic`, or `notificationsOnly` for what belongs
    ///   to RPC. When several things are wrong, one error that names them all, and has each in its `causes`.
    public init(
        _ dictionary: [String: String],
        transportURL: String? = nil,
        drivers registry: DriverRegistry = .standard
    ) throws(NotificationError) {
        try self.init(sources: [.dictionary(dictionary)], transportURL: transportURL, drivers: registry)
    }

    /// Reads and checks a configuration from several sources.
    ///
    /// oslo.messaging's own order is: files, the environment, what was set on the command line.
    ///
    /// - Parameters:
    ///   - sources: Where options come from. Of an option that several have, the last one counts; only `driver` is a list
    ///     of what all files say.
    ///   - transportURL: Wins over `oslo_messaging_notifications.transport_url`, and that over `transport_url`, whichever
    ///     source they are from. The options of its query win over every source.
    ///   - registry: The drivers that may be named.
    /// - Throws: as ``init(_:transportURL:drivers:)``; messages begin with `FILE:LINE` or the environment variable.
    public init(
        sources: [ConfigurationSource],
        transportURL: String? = nil,
        drivers registry: DriverRegistry = .standard
    ) throws(NotificationError) {
        var reader = ConfigurationReader(sources)
        let chosen = TransportURL.chosen(argument: transportURL, &reader)
        let url = chosen?.url
        reader.apply(query: url?.query ?? [], location: chosen?.location)

        drivers = reader.value(NotificationOptions.drivers)
        reader.check(drivers: drivers, registry)
        let topics = reader.value(NotificationOptions.topics)
        retry = reader.value(NotificationOptions.retry)
        routingConfiguration = reader.value(NotificationOptions.routingConfiguration)
        controlExchange = reader.value(NotificationOptions.controlExchange)
        executorThreadPoolSize = reader.value(NotificationOptions.executorThreadPoolSize)
        kafka = KafkaOptions(&reader)
        overrides = KafkaOverrides(&reader)
        reader.check(topics: topics, virtualHost: url?.virtualHost, urlLocation: chosen?.location)

        guard let url else { throw reader.problem(else: .missingTransportURL) }
        let client = ClientProperties(url: url, kafka: kafka, overrides: overrides)
        let producer = ProducerProperties(client: client, kafka: kafka, retry: retry, overrides: overrides)
        for problem in [client.problem, producer.problem] {
            guard let problem else { continue }
            reader.report(reader.location(ofKey: problem.option).map { problem.telling($0) } ?? problem)
        }
        if let problem = NotificationError.combining(reader.problems) { throw problem }

        self.transportURL = url
        self.topics = topics.withoutRepeats
        clientProperties = client.properties
        producerProperties = producer.properties
        var warnings = reader.warnings + url.warnings + client.warnings + producer.warnings
        if self.topics.count < topics.count {
            warnings.append("oslo_messaging_notifications.topics names a topic twice; it is used once")
        }
        self.warnings = warnings
        var settings = reader.settings
        settings[NotificationOptions.transportURL.definition.key] = url.description
        self.settings = settings
        locations = reader.locations
    }

    /// librdkafka's properties for a consumer. They hold secrets: see ``maskingSecrets(in:)``.
    ///
    /// - Parameter pool: The pool of the listener, which is its consumer group; without one it is `consumer_group`.
    /// - Throws: `invalidArgument` when the pool is empty.
    public func consumerProperties(pool: String? = nil) throws(NotificationError) -> [String: String] {
        guard pool?.isEmpty != true else {
            throw NotificationError(
                .invalidArgument, "the pool is empty; allowed: any text that is not empty, or none", option: "pool"
            )
        }
        let group = pool ?? kafka.consumerGroup
        return ConsumerProperties.properties(
            client: clientProperties, kafka: kafka, group: group, overrides: overrides
        )
    }

    /// The Kafka topic of a topic and a priority, with the virtual host of ``transportURL``.
    ///
    /// - Throws: `invalidTopic`.
    public func topicName(_ topic: String, priority: NotificationPriority) throws(NotificationError) -> TopicName {
        try topicName(topic, priority: priority.topicSuffix)
    }

    func topicName(_ topic: String, priority: String) throws(NotificationError) -> TopicName {
        try TopicName(topic: topic, priority: priority, virtualHost: transportURL.virtualHost)
    }
}
