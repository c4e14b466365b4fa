// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A Kafka producer.
///
/// Records are sent in the background from the moment they are handed over: nothing has to be run or polled. A send
/// that is awaited returns when the broker has acknowledged the record; one that is posted returns at once.
///
/// Call ``shutdown(timeout:)`` before the process ends. A producer that is dropped without it is shut down in the
/// background, for which a process that exits leaves no time.
public final class KafkaProducer: Sendable {
    let core: ProducerCore

    /// A producer. It connects in the background.
    ///
    /// Unless the configuration sets them: `linger.ms=0`, `sticky.partitioning.linger.ms=10`, `acks=all`,
    /// `enable.idempotence=true`, `max.in.flight=2`, `socket.nagle.disable=true`, `queue.buffering.max.messages=50000`,
    /// `queue.buffering.max.kbytes=16384`. The last two bound what is between this producer and the broker.
    ///
    /// - Parameters:
    ///   - configuration: librdkafka's properties; `bootstrap.servers` is needed to get anywhere.
    ///   - logHandler: gets the client's log lines, on threads of the client's. Without it nothing is logged.
    ///   - metricsObserver: gets the producer's numbers, every `statistics.interval.ms`, which is then 10 000 unless set,
    ///     and at the end.
    ///   - onPostFailure: gets posted records that failed.
    /// - Throws: `invalidConfiguration` for a property that librdkafka refuses, naming it.
    public init(
        configuration: KafkaConfiguration,
        logHandler: KafkaLogHandler? = nil,
        metricsObserver: (any KafkaMetricsObserver)? = nil,
        onPostFailure: PostFailureHandler? = nil
    ) throws(KafkaError) {
        core = try ProducerCore(
            configuration: configuration, logHandler: logHandler, metricsObserver: metricsObserver,
            onPostFailure: onPostFailure)
    }

    deinit {
        core.shutDown(timeout: .seconds(10), nil)
    }

    /// librdkafka's name of the client, such as `rdkafka#producer-1`.
    public var name: String {
        core.handle.name
    }

    /// What was sent so far, and what is on its way.
    public var counters: ProducerCounters {
        core.table.counters
    }
}
