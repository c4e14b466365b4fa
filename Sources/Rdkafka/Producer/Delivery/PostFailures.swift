// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Brings the failures of posted records from librdkafka's threads to the handler.
final class PostFailures: Sendable {
    private struct Failure {
        let topic: String
        let size: Int
        let outcome: DeliveryOutcome
    }

    private let queue: HandlerQueue<Failure>?

    init(_ handler: PostFailureHandler?, _ activity: HandlerActivity) {
        // More than these at a time are counted by the producer, but not handed over.
        queue = handler.map { handler in
            HandlerQueue(capacity: 100_000, activity) { handler($0.map(Self.told)) }
        }
    }

    /// Whether anybody wants to know.
    var isHandled: Bool { queue != nil }

    func add(_ outcome: DeliveryOutcome, topic: String, bytes: Int) {
        queue?.add { Failure(topic: topic, size: bytes, outcome: outcome) }
    }

    private static func told(_ failure: Failure) -> PostFailure {
        PostFailure(
            error: failure.outcome.failure("posted record for topic \(failure.topic)"),
            topic: failure.topic,
            size: failure.size,
            partition: failure.outcome.partition < 0 ? nil : failure.outcome.partition
        )
    }
}
