// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What a producer consists of behind its public face, which may be dropped before this has ended.
final class ProducerCore: Sendable {
    let handle: ProducerHandle
    let gate: InFlightGate
    let table: DeliveryTable
    let sweep: DeliverySweep
    let pollThread: PollThread
    let transactions: TransactionControl
    let events: ClientEvents
    let channels = ChannelGates()
    /// What had made the client useless when it ended.
    let fatal = Lock<KafkaError?>(nil)
    let shutdown = Shutdown<ProducerShutdownReport>()

    init(
        configuration: KafkaConfiguration,
        logHandler: KafkaLogHandler?,
        metricsObserver: (any KafkaMetricsObserver)?,
        onPostFailure: PostFailureHandler?
    ) throws(KafkaError) {
        let conf = try ConfigurationHandle(try Self.complete(configuration.observed(by: metricsObserver)))
        let table = DeliveryTable(limit: try Self.takeQueueBound(conf, configuration), onPostFailure: onPostFailure)
        conf.setEvents(ClientEvents.eventTypes)
        let events = ClientEvents(log: logHandler, observer: metricsObserver) { table.counters }
        events.login.connection.measure { table.deliveredCount }
        let handle = try ProducerHandle(conf, table: table, events: events)
        do throws(KafkaError) {
            guard let queue = handle.mainQueue() else { throw KafkaError(.broker, "the client has no main queue") }
            pollThread = try PollThread(name: "kafka-producer", queue: queue) { event, _ in events.handle(event) }
        } catch {
            handle.destroy()
            throw error
        }
        self.handle = handle
        self.events = events
        self.table = table
        gate = table.gate
        sweep = DeliverySweep(slots: table.slots, gate: table.gate)
        transactions = TransactionControl(handle, table.gate, pollThread.loop)
    }

    /// The configuration with our defaults, and without what would break a promise.
    private static func complete(_ configuration: KafkaConfiguration) throws(KafkaError) -> KafkaConfiguration {
        if let value = configuration["delivery.report.only.error"], Bool(librdkafka: value) == true {
            throw KafkaError(
                .invalidConfiguration,
                "property \"delivery.report.only.error\" can't be true: a send waits for its report",
                property: "delivery.report.only.error"
            )
        }
        return ProducerDefaults.apply(to: configuration).withDefaults(["log.queue": "true"])
    }

    /// The queue is bounded by our own gate; librdkafka gets twice as much, for the records that have their report
    /// already and are not freed yet.
    private static func takeQueueBound(
        _ conf: borrowing ConfigurationHandle,
        _ configuration: KafkaConfiguration
    ) throws(KafkaError) -> InFlightGate.Load {
        var bounds: [Int] = []
        for (name, unset) in [
            ("queue.buffering.max.messages", ProducerDefaults.maxRecords),
            ("queue.buffering.max.kbytes", ProducerDefaults.maxKilobytes),
        ] {
            let bound = configuration[name] == nil ? unset : conf.value(name).flatMap { Int($0) } ?? unset
            bounds.append(bound == 0 ? 10_000_000 : min(bound, name.hasSuffix("messages") ? 10_000_000 : 1 << 29))
            try conf.set(name, String(min(bound * 2, Int(Int32.max))))
        }
        return InFlightGate.Load(records: bounds[0], bytes: bounds[1] * 1024)
    }
}
