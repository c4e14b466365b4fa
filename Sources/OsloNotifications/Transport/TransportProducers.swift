// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The Kafka clients of a transport for numbers of retries other than the configuration's: a client has one number.
final class TransportProducers: Sendable {
    /// Each is a client with threads and connections, so that a number made up for every call must not go on for ever.
    static let limit = 8

    private struct State {
        var producers: [Int: KafkaProducer] = [:]
        var isClosed = false
    }

    private let state = Lock(State())

    var all: [KafkaProducer] {
        state.withLock { Array($0.producers.values) }
    }

    /// The client of a number, made when it is asked for first.
    func producer(
        _ retry: Int,
        _ make: () throws(NotificationError) -> KafkaProducer
    ) throws(NotificationError) -> KafkaProducer {
        try state.withLock { state throws(NotificationError) in
            if let producer = state.producers[retry] { return producer }
            guard !state.isClosed else { throw NotificationError(.closed, "the transport is closed") }
            guard state.producers.count < Self.limit else {
                throw NotificationError(
                    .invalidArgument,
                    "retry is \(retry): each number is a Kafka client of its own, and there are \(Self.limit) already: "
                        + ErrorText.list(state.producers.keys.sorted().map { "\($0)" }))
            }
            let producer = try make()
            state.producers[retry] = producer
            return producer
        }
    }

    /// Makes no more.
    func close() {
        state.withLock { $0.isClosed = true }
    }
}
