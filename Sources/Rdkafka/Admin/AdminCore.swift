// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What an admin client consists of behind its public face, which may be dropped before this has ended.
final class AdminCore: Sendable {
    let handle: AdminHandle
    let calls = AdminCalls()
    private let pollThread: PollThread
    private let events: ClientEvents
    private let threads = CallThreads(name: "kafka-metadata", limit: 4)
    private let shutdown = Shutdown<AdminShutdownReport>()
    private let offsets = Lock(GroupOffsetsClient())
    private let configuration: KafkaConfiguration
    private let logHandler: KafkaLogHandler?

    /// librdkafka's bound of a request's timeout.
    private static let longestTimeout = Duration.seconds(3600)
    /// librdkafka answers at a call's timeout, and says what it waited for; this much later the call fails without.
    private static let grace = Duration.milliseconds(500)

    /// `group`: of a consumer's client, which ``GroupOffsetsClient`` tells more of.
    init(
        configuration: KafkaConfiguration, group: String? = nil, logHandler: KafkaLogHandler?
    ) throws(KafkaError) {
        self.configuration = configuration
        self.logHandler = logHandler
        var configuration = configuration
        if let group { configuration["group.id"] = group }
        let events = ClientEvents(log: logHandler)
        let conf = try ConfigurationHandle(AdminDefaults.apply(to: configuration))
        conf.setEvents(RD_KAFKA_EVENT_LOG | RD_KAFKA_EVENT_ERROR)
        let handle = try AdminHandle(conf, isConsumer: group != nil, events: events)
        do throws(KafkaError) {
            guard let queue = handle.mainQueue() else { throw KafkaError(.broker, "the client has no main queue") }
            let calls = calls
            pollThread = try PollThread(name: "kafka-admin", queue: queue) { event, _ in calls.handle(event, events) }
        } catch {
            handle.leave()
            throw error
        }
        self.handle = handle
        self.events = events
    }

    /// The client to list offsets of groups with. Its log lines are those of this one.
    func offsetsCore(for group: String) throws(KafkaError) -> AdminCore {
        let core = try offsets.withLock { offsets throws(KafkaError) in
            try offsets.get { () throws(KafkaError) in
                try AdminCore(configuration: configuration, group: group, logHandler: logHandler)
            }
        }
        guard let core else { throw .adminShutDown }
        return core
    }

    /// Asks the cluster for something, and waits for the answer.
    func perform<Operation: AdminOperation>(
        _ operation: Operation,
        timeout: Duration
    ) async throws(KafkaError) -> Operation.Answer {
        let timeout = min(timeout, Self.longestTimeout)
        return try await wait(operation.name, timeout) { token, waiter in
            guard calls.add(token, AdminCall(operation: operation, waiter: waiter)) else { return false }
            guard !Task.isCancelled else { return true }
            do throws(KafkaError) {
                if try !handle.submit(operation, token: token, timeout: timeout) {
                    calls.fail(token, .adminShutDown)
                }
            } catch {
                calls.fail(token, error)
            }
            return true
        }
    }

    /// Makes a call that blocks, on one of a few threads, and waits for its answer. A call that is given up goes on;
    /// one that still waits for a thread is left out.
    func performBlocking<Answer: Sendable>(
        _ name: String,
        timeout: Duration,
        _ body: @escaping @Sendable (borrowing AdminLoan) -> Result<Answer, KafkaError>
    ) async throws(KafkaError) -> Answer {
        let timeout = min(timeout, Self.longestTimeout)
        let deadline = ContinuousClock.now + timeout
        return try await wait(name, timeout) { token, waiter in
            let call = SilentAdminCall(waiter: waiter)
            guard calls.add(token, call) else { return false }
            guard !Task.isCancelled else { return true }
            let calls = calls
            let handle = handle
            threads.run(
                CallQueue.Job {
                    guard calls.isWaiting(token) else { return }
                    let result = handle.lend(until: deadline, body) ?? .failure(.adminShutDown)
                    if calls.take(token) != nil { waiter.resume(returning: result) }
                } refuse: { _ in
                    calls.fail(token, KafkaError(.broker, "\(name): the system has no thread left", isRetriable: true))
                })
            return true
        }
    }

    /// Suspends for so long, or until the task is cancelled or the client ends.
    func pause(_ duration: Duration, _ name: String) async throws(KafkaError) {
        try await wait(name, duration) { (token, waiter: Resumption<Result<Void, KafkaError>>) in
            guard calls.add(token, SilentAdminCall(waiter: waiter)) else { return false }
            let calls = calls
            _ = pollThread.loop.schedule(at: .now + duration) {
                if calls.take(token) != nil { waiter.resume(returning: .success(())) }
            }
            return true
        }
    }

    /// Suspends until somebody has taken the call and resumed it: the answer, the deadline, a cancellation, the end.
    /// `start` adds the call, and returns false when that was refused.
    private func wait<Answer: Sendable>(
        _ name: String,
        _ timeout: Duration,
        _ start: (UInt, Resumption<Result<Answer, KafkaError>>) -> Bool
    ) async throws(KafkaError) -> Answer {
        let token = calls.nextToken()
        let calls = calls
        let timer = pollThread.loop.schedule(at: .now + timeout + Self.grace) {
            calls.fail(token, KafkaError(.timedOut, "\(name): no answer in \(timeout.seconds) s", isRetriable: true))
        }
        defer { pollThread.loop.cancel(timer) }
        let cancelled = { @Sendable in KafkaError(.cancelled, "\(name): the task was cancelled") }
        let result = await withTaskCancellationHandler {
            await Resumption.wait { waiter in
                guard start(token, waiter) else { return waiter.resume(returning: .failure(.adminShutDown)) }
                // The handler may have run before the call was there to be taken.
                if Task.isCancelled { calls.fail(token, cancelled()) }
            }
        } onCancel: {
            calls.fail(token, cancelled())
        }
        return try result.get()
    }

    /// Starts to close, unless that has begun, and tells `waiter` when it is done.
    func shutDown(timeout: Duration, _ waiter: Shutdown<AdminShutdownReport>.Waiter?) {
        let deadline = ContinuousClock.now + timeout
        let offsets = offsets.withLock { $0.end() }
        let unanswered = calls.close() + (offsets?.calls.close() ?? 0)
        shutdown.begin(waiter) {
            let hasEnded = offsets?.close(by: deadline) ?? true
            return AdminShutdownReport(unanswered: unanswered, hasEnded: self.close(by: deadline) && hasEnded)
        }
    }

    /// True when it has ended. Blocks.
    private func close(by deadline: ContinuousClock.Instant) -> Bool {
        handle.close()
        while handle.callsUnderWay > 0, ContinuousClock.now < deadline { NativeThread.pause(microseconds: 2000) }
        // librdkafka's threads may take long to end, as when a name server doesn't answer.
        let hasEnded = NativeThread.runEnd(by: deadline) {
            self.pollThread.stop()
            return self.handle.leave()
        }
        if hasEnded != true { events.report(.warning, "the client ends later", facility: "CLOSE") }
        return hasEnded ?? false
    }
}
