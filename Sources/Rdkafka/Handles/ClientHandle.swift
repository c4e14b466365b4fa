// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_t`. Whoever holds it destroys it, on a thread that may block.
@safe
struct ClientHandle: ~Copyable, @unchecked Sendable {
    // A rd_kafka_t may be used from any thread; that is librdkafka's contract.
    let pointer: OpaquePointer
    let name: String
    private let events: ClientEvents

    /// Makes a client of a configuration, with log lines and errors going to `events`.
    init(
        _ type: rd_kafka_type_t,
        _ configuration: consuming ConfigurationHandle,
        events: ClientEvents
    ) throws(KafkaError) {
        let security = configuration.security
        ClientCallbacks.set(events, on: configuration)
        do {
            unsafe pointer = try unsafe configuration.makeClient(type)
        } catch {
            ClientCallbacks.release(events)
            throw error
        }
        name = unsafe rd_kafka_name(pointer).map { unsafe String(cString: $0) } ?? ""
        self.events = events
        events.setName(name)
        let tokens = security.tokenProvider.map { unsafe TokenRefresher(client: pointer, provider: $0) }
        events.login.start(tokens: tokens, scramWarning: security.scramWarning)
        if let warning = security.scramWarning { events.report(.warning, warning, facility: "SASL") }
        // The lines go to the main queue, where the poll thread takes them.
        unsafe rd_kafka_set_log_queue(pointer, nil)
    }

    /// Ends the client, without leaving a group that it has not left. Blocks until its threads have ended; once.
    func destroy() {
        events.login.end()
        unsafe rd_kafka_destroy_flags(pointer, Int32(RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE))
        ClientCallbacks.release(events)
    }

    func mainQueue() -> QueueHandle? {
        unsafe rd_kafka_queue_get_main(pointer).map { unsafe QueueHandle($0) }
    }

    /// A consumer's queue, which from now on brings what the main queue would.
    func consumerQueue() -> QueueHandle? {
        guard unsafe rd_kafka_poll_set_consumer(pointer) == RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        return unsafe rd_kafka_queue_get_consumer(pointer).map { unsafe QueueHandle($0) }
    }
}
