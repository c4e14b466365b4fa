// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// An admin client's librdkafka client, which is destroyed when no call is inside it any more.
final class AdminHandle: Sendable {
    private let client: ClientHandle
    private let lease = Lock(ClientLease())

    /// `isConsumer`: whether it is a consumer's client, whose configuration has a group.
    init(
        _ configuration: consuming ConfigurationHandle, isConsumer: Bool, events: ClientEvents
    ) throws(KafkaError) {
        client = try ClientHandle(isConsumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER, configuration, events: events)
    }

    var name: String { client.name }

    /// How many calls are inside the client.
    var callsUnderWay: Int {
        lease.withLock { $0.calls }
    }

    func mainQueue() -> QueueHandle? {
        client.mainQueue()
    }

    /// Hands a request over, whose answer comes to the main queue with the token. False when the client is ending.
    func submit(_ operation: some AdminOperation, token: UInt, timeout: Duration) throws(KafkaError) -> Bool {
        guard lease.withLock({ $0.begin() }) else { return false }
        defer { end() }
        guard let request = unsafe AdminRequest(client: client.pointer, token: token) else {
            throw KafkaError(.broker, "\(operation.name): the client has no main queue")
        }
        try request.setTimeout(timeout)
        try operation.submit(request)
        return true
    }

    /// Calls `body`, which may block until the deadline. Nil when the client is ending.
    func lend<Answer>(
        until deadline: ContinuousClock.Instant,
        _ body: (borrowing AdminLoan) -> Answer
    ) -> Answer? {
        guard lease.withLock({ $0.begin() }) else { return nil }
        defer { end() }
        return unsafe body(AdminLoan(client: client.pointer, deadline: deadline))
    }

    private func end() {
        if lease.withLock({ $0.end() }) == .destroy { destroyElsewhere() }
    }

    /// No call may begin any more.
    func close() {
        lease.withLock { $0.close() }
    }

    /// Destroys the client, or leaves that to the last call that is inside it. Blocks, after `close`; true when the
    /// client has ended.
    @discardableResult
    func leave() -> Bool {
        guard lease.withLock({ $0.leave() }) == .destroy else { return false }
        client.destroy()
        return true
    }

    /// The last call may be on a thread that must not block.
    private func destroyElsewhere() {
        if let thread = NativeThread(name: "kafka-close", { self.client.destroy() }) {
            thread.detach()
        } else {
            client.destroy()
        }
    }
}
