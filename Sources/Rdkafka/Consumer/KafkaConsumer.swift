// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A Kafka consumer: a member of a group, or a reader of partitions that are assigned by hand.
///
/// It reads in the background from the moment it is subscribed or assigned, a few batches ahead of who consumes them.
/// Offsets are committed only after they are stored, which is for the consumer's user to do when a record is done.
///
/// Without a `group.id` it may only assign by hand, and can't store or commit. librdkafka has no such consumer: it runs
/// as one of a group called `no-group`, which it never joins or commits to; where there is access control that group's
/// coordinator may be asked for in vain, which is logged.
///
/// Call ``shutdown(timeout:)`` to leave the group. A consumer that is dropped without it is shut down in the
/// background.
public final class KafkaConsumer: Sendable {
    let core: ConsumerCore

    /// A consumer. It connects in the background.
    ///
    /// Set unless the configuration does: `enable.partition.eof=false`, `socket.nagle.disable=true`. Always set:
    /// `enable.auto.offset.store=false`.
    ///
    /// - Parameters:
    ///   - configuration: librdkafka's properties; `bootstrap.servers` is needed, `group.id` to subscribe and commit.
    ///   - options: what is not a property of librdkafka.
    ///   - logHandler: gets the client's log lines, on threads of the client's. Without it nothing is logged.
    ///   - metricsObserver: gets the consumer's numbers, every `statistics.interval.ms`, which is then 10 000 unless
    ///     set, and at the end.
    ///   - rebalanceHandler: is called before a change of partitions takes effect.
    /// - Throws: `invalidConfiguration` for a property that is refused, naming it; `invalidArgument` for an option.
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
}
