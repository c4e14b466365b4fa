// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What a consumer consists of behind its public face, which may be dropped before this has ended.
final class ConsumerCore: Sendable {
    let name: String
    let assignment: ConsumerAssignment
    let commits: PendingCommits
    private let handle: ConsumerHandle
    private let coordinator: RebalanceCoordinator
    private let channel: BatchChannel
    private let reader: ConsumerReader
    private let pollThread: PollThread
    let events: ClientEvents
    let shutdown = Shutdown<ConsumerShutdownReport>()
    private let isDestroyed = Lock(false)

    /// Batches that are read ahead of who consumes them.
    private static let batchesAhead = 4

    init(
        configuration: KafkaConfiguration,
        options: ConsumerOptions,
        logHandler: KafkaLogHandler?,
        metricsObserver: (any KafkaMetricsObserver)?,
        rebalanceHandler: RebalanceHandler?
    ) throws(KafkaError) {
        let events = ClientEvents(log: logHandler, observer: metricsObserver)
        let handle = try Self.makeHandle(configuration.observed(by: metricsObserver), events)
        guard let queue = handle.consumerQueue() else {
            handle.destroy()
            throw KafkaError(.invalidConfiguration, "a consumer needs a group: set group.id", property: "group.id")
        }
        let channel = BatchChannel(capacity: Self.batchesAhead)
        let assignment = ConsumerAssignment()
        let commits = PendingCommits()
        let coordinator = RebalanceCoordinator(
            handle: handle, assignment: assignment, handler: rebalanceHandler, timeout: options.rebalanceTimeout,
            events: events)
        let dispatch = ConsumerEventDispatch(
            events: events, channel: channel, coordinator: coordinator, commits: commits, assignment: assignment)
        do {
            pollThread = try PollThread(name: "kafka-consumer", queue: queue) { dispatch.handle($0, on: $1) }
        } catch {
            handle.destroy()
            throw error
        }
        do {
            reader = try ConsumerReader(
                handle: handle, channel: channel, assignment: assignment, options: options)
        } catch {
            pollThread.stop()
            handle.destroy()
            throw error
        }
        self.handle = handle
        self.coordinator = coordinator
        name = handle.name
        self.assignment = assignment
        self.commits = commits
        self.channel = channel
        self.events = events
    }

    /// The next batch without records of partitions that are gone meanwhile; nil at the end.
    func nextBatch() async throws(KafkaError) -> ConsumerRecordBatch? {
        while let batch = try await channel.next() {
            if batch.epoch == assignment.epoch { return batch }
            let current = batch.keeping { assignment.isCurrent($0, epoch: batch.epoch) }
            if !current.isEmpty || !current.errors.isEmpty { return current }
        }
        return nil
    }

    /// Asks the client for something, which it is not destroyed under; nil when it has been, as when a handler outlasts
    /// the shutdown.
    func withHandle<Result: Sendable>(_ body: (ConsumerHandle) -> Result) -> Result? {
        isDestroyed.withLock { $0 ? nil : body(handle) }
    }

    /// Gives out no more batches; the consumer stays in its group.
    @Sendable func endBatches() {
        channel.end()
    }

    /// Starts to close, unless that has begun, and tells `waiter` when it is done.
    func shutDown(timeout: Duration, _ waiter: Shutdown<ConsumerShutdownReport>.Waiter?) {
        let deadline = ContinuousClock.now + timeout
        shutdown.begin(waiter) { self.close(by: deadline) }
    }

    private func close(by deadline: ContinuousClock.Instant) -> ConsumerShutdownReport {
        reader.stop()
        channel.end()
        if let error = handle.close() {
            // After a fatal error there is no leaving.
            events.report(.warning, error.message, facility: "CLOSE")
        } else {
            // The poll thread answers the last rebalance, through the handler, and librdkafka commits what is stored.
            waitUntilClosed(by: deadline) { true }
        }
        if !handle.isClosed {
            // librdkafka's threads never end while a rebalance is not answered, not even one that is still to come. So
            // handlers are not waited for any more, but the poll thread stays until the partitions are given up.
            coordinator.end()
            waitUntilClosed(by: .now + .milliseconds(200)) { true }
            waitUntilClosed(by: .now + .seconds(5)) { !assignment.all.isEmpty }
        }
        let hasLeftGroup = handle.isClosed
        if !hasLeftGroup { events.report(.warning, "the group was not left in time", facility: "CLOSE") }
        pollThread.stop()
        events.end()
        commits.close()
        isDestroyed.withLock { $0 = true }
        handle.destroy()
        return ConsumerShutdownReport(hasLeftGroup: hasLeftGroup)
    }

    private func waitUntilClosed(by deadline: ContinuousClock.Instant, while isWorthIt: () -> Bool) {
        while !handle.isClosed, isWorthIt(), ContinuousClock.now < deadline { NativeThread.pause(microseconds: 2000) }
    }

    private static func makeHandle(
        _ configuration: KafkaConfiguration,
        _ events: ClientEvents
    ) throws(KafkaError) -> ConsumerHandle {
        let conf = try ConfigurationHandle(ConsumerDefaults.apply(to: configuration))
        conf.setEvents(ClientEvents.eventTypes | RD_KAFKA_EVENT_REBALANCE)
        return try ConsumerHandle(conf, events: events)
    }
}
