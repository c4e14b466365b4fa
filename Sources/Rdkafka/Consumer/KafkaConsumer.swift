// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A Kafka consumer that is a member of a group.
///
/// It reads in the background from the moment it is subscribed, a few batches ahead of who consumes them. Offsets are
/// committed only after they are stored, which is for the consumer's user to do when a record is done.
///
/// Call ``shutdown(timeout:)`` to leave the group. A consumer that is dropped without it is shut down in the background.
public final class KafkaConsumer: Sendable {
    let core: ConsumerCore

    /// A consumer. It connects in the background.
    ///
    /// Set unless the configuration does: `enable.partition.eof=false`, `socket.nagle.disable=true`. Always set:
    /// `enable.auto.offset.store=false`.
    ///
    /// - Parameters:
    ///   - configuration: librdkafka's properties; `bootstrap.servers` and `group.id` are needed.
    ///   - options: what is not a property of librdkafka.
    ///   - logHandler: gets the client's log lines, on its poll thread. Without it nothing is logged.
    ///   - metricsObserver: gets the consumer's numbers, every `statistics.interval.ms`, which is then 10 000 unless set,
    ///     and at the end.
    ///   - rebalanceHandler: is called before a change of partitions takes effect.
    /// - Throws: `invalidConfiguration` for a property that is refused, naming it.
    public init(
        configuration: KafkaConfiguration,
        options: ConsumerOptions = ConsumerOptions(),
        logHandler: KafkaLogHandler? = nil,
        metricsObserver: (any KafkaMetricsObserver)? = nil,
        rebalanceHandler: RebalanceHandler? = nil
    ) throws(KafkaError) {
        core = try ConsumerCore(
            configuration: configuration, options: options, logHandler: logHandler, metricsObserver: metricsObserver,
            rebalanceHandler: rebalanceHandler)
    }

    deinit {
        core.shutDown(timeout: .seconds(10), nil)
    }

    /// librdkafka's name of the client, such as `rdkafka#consumer-1`.
    public var name: String {
        core.name
    }

    /// The partitions that it reads now, sorted.
    public var assignment: [TopicPartition] {
        core.assignment.all
    }

    /// What it reads, in batches.
    public var batches: ConsumerBatches {
        ConsumerBatches(consumer: self)
    }

    /// Joins the group for these topics, in place of those before. Returns at once; partitions come later.
    ///
    /// - Parameter topics: names, or regular expressions that begin with `^`.
    /// - Throws: `invalidArgument` for an empty list or name, `shutDown` when the consumer has ended.
    public func subscribe(to topics: [String]) throws(KafkaError) {
        guard let error = core.withHandle({ $0.subscribe(topics) }) else {
            throw KafkaError(.shutDown, "subscribing to \(topics.joined(separator: ", ")): the consumer has ended")
        }
        if error != RD_KAFKA_RESP_ERR_NO_ERROR {
            throw .librdkafka(error, "subscribing to \(topics.joined(separator: ", "))")
        }
    }
}
