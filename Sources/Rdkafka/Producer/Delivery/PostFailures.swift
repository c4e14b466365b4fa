// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Brings the failures of posted records from librdkafka's threads to the handler.
final class PostFailures: Sendable {
    private struct Failure {
        let error: rd_kafka_resp_err_t
        let topic: String
        let size: Int
        let partition: Int32
    }

    private struct Pending {
        var failures: [Failure] = []
        var isDraining = false
    }

    /// More than these at a time are counted by the producer, but not handed over one by one.
    private static let capacity = 10_000

    private let handler: PostFailureHandler?
    private let pending = Lock(Pending())

    init(_ handler: PostFailureHandler?) {
        self.handler = handler
    }

    /// Whether anybody wants to know.
    var isHandled: Bool { handler != nil }

    func add(_ error: rd_kafka_resp_err_t, topic: String, bytes: Int, partition: Int32) {
        let starts = pending.withLock { pending in
            if pending.failures.count < Self.capacity {
                pending.failures.append(Failure(error: error, topic: topic, size: bytes, partition: partition))
            }
            defer { pending.isDraining = true }
            return !pending.isDraining
        }
        if starts { Task.detached { self.drain() } }
    }

    private func drain() {
        while let failures = take() {
            handler?(
                failures.map {
                    PostFailure(
                        error: .librdkafka($0.error, "posted record for topic \($0.topic)"),
                        topic: $0.topic,
                        size: $0.size,
                        partition: $0.partition < 0 ? nil : $0.partition
                    )
                })
        }
    }

    private func take() -> [Failure]? {
        pending.withLock { pending in
            if pending.failures.isEmpty {
                pending.isDraining = false
                return nil
            }
            defer { pending.failures = [] }
            return pending.failures
        }
    }
}
