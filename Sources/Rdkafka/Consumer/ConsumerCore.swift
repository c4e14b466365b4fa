// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What a consumer consists of behind its public face, which may be dropped before this has ended.
final class ConsumerCore: Sendable {
    let name: String
    let assignment: ConsumerAssignment
    let commits: PendingCommits
    let handle: ConsumerHandle
    /// The calls into the client that are under way.
    let calls = CallGate()
    /// Where calls that ask, and block, are made.
    let questions = CallThreads(name: "kafka-call", limit: 4)
    /// Where changes of what is read are made, one after the other: what is assigned here would else not be what is
    /// assigned in librdkafka.
    let changes = CallThreads(name: "kafka-change", limit: 1)
    let mode = Lock(ConsumerMode())
    let coordinator: RebalanceCoordinator
    let channel: BatchChannel
    let reader: ConsumerReader
    let pollThread: PollThread
    let events: ClientEvents
    let shutdown = Shutdown<ConsumerShutdownReport>()

    /// Batches that are read ahead of who consumes them.
    private static let batchesAhead = 4

    init(
        configuration: KafkaConfiguration,
        options: ConsumerOptions,
        logHandler: KafkaLogHandler?,
        metricsObserver: (any KafkaMetricsObserver)?,
        rebalanceHandler: RebalanceHandler?
    ) throws(KafkaError) {
        try options.check()
        let events = ClientEvents(log: logHandler, observer: metricsObserver)
        let handle = try Self.makeHandle(configuration.observed(by: metricsObserver), events)
        guard let queue = handle.consumerQueue() else {
            handle.destroy()
            throw KafkaError(.broker, "the client has no consumer queue")
        }
        let channel = BatchChannel(capacity: Self.batchesAhead, onErrors: events.countErrors)
        let assignment = ConsumerAssignment()
        let commits = PendingCommits()
        let gate = ReaderGate()
        let coordinator = RebalanceCoordinator(
            handle: handle, assignment: assignment, gate: gate, handler: rebalanceHandler,
            timeout: options.rebalanceTimeout, events: events)
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
                handle: handle, channel: channel, assignment: assignment, gate: gate, options: options)
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

    /// An error of a partition that nobody else is told.
    func report(_ error: ConsumerPartitionError) {
        let place = error.topic.map { topic in error.partition.map { "\(topic)[\($0)]: " } ?? "\(topic): " } ?? ""
        events.report(.warning, place + error.error.message, facility: "CONSUME")
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
        let hasToLeave = handle.hasToLeave
        let error = handle.close()
        if let error {
            // After a fatal error there is no leaving, and no rebalance that gives the partitions up.
            events.report(.warning, error.message, facility: "CLOSE")
            _ = handle.unassignAll()
            assignment.removeAll()
        } else {
            // The poll thread answers the last rebalance, through the handler, and librdkafka commits what is stored.
            waitUntilClosed(by: deadline) { true }
        }
        // librdkafka ends a membership also where the coordinator could not be told.
        let hasLeftGroup = handle.isClosed && (!hasToLeave || handle.isLeavingAnswered)
        if !hasLeftGroup { events.report(.warning, "the group was not left in time", facility: "CLOSE") }
        if !handle.isClosed { commits.close() }
        // What waits for its turn would begin when nobody can use it any more.
        questions.close()
        changes.close()
        let (callsUnderWay, hasEnded) = end(by: deadline)
        return ConsumerShutdownReport(
            hasLeftGroup: hasLeftGroup, callsUnderWay: callsUnderWay, hasEnded: hasEnded)
    }

    /// Ends the client: by the deadline, or else later, on a thread that nobody waits for. What librdkafka still has
    /// under way, such as a request to a broker that is gone, holds its end up for seconds, and a call into it must not
    /// have the client taken away.
    private func end(by deadline: ContinuousClock.Instant) -> (callsUnderWay: Int, hasEnded: Bool) {
        if NativeThread.runEnd(by: deadline, { self.end() }) != nil { return (0, true) }
        let count = calls.callsUnderWay
        events.report(
            .warning, "the client ends later: \(count) calls are under way in it", facility: "CLOSE")
        return (count, false)
    }

    private func end() {
        if !handle.isClosed {
            // librdkafka's threads never end while a rebalance is not answered, not even one that is still to come. So
            // handlers are not waited for any more, but the poll thread stays until the partitions are given up.
            coordinator.end()
            waitUntilClosed(by: .now + .milliseconds(200)) { true }
            waitUntilClosed(by: .now + .seconds(5)) { !assignment.all.isEmpty }
        }
        pollThread.stop()
        events.end()
        commits.close()
        calls.close()
        _ = calls.waitUntilIdle(by: nil)
        handle.destroy()
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
