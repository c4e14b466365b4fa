// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Brings the failures of posted records from librdkafka's threads to the handler.
final class PostFailures: Sendable {
    private struct Pending {
        var failures: [(error: rd_kafka_resp_err_t, size: Int, partition: Int32)] = []
        var isDraining = false
    }

    /// More than these at a time are counted by the producer, but not handed over one by one.
    private static let capacity = 10_000

    private let handler: PostFailureHandler?
    private let pending = Lock(Pending())

    init(_ handler: PostFailureHandler?) {
        self.handler = handler
    }

    func add(_ error: rd_kafka_resp_err_t, bytes: Int, partition: Int32) {
        guard handler != nil else { return }
        let starts = pending.withLock { pending in
            if pending.failures.count < Self.capacity { pending.failures.append((error, bytes, partition)) }
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
                        error: .librdkafka($0.error, "posted record"),
                        size: $0.size,
                        partition: $0.partition < 0 ? nil : $0.partition
                    )
                })
        }
    }

    private func take() -> [(error: rd_kafka_resp_err_t, size: Int, partition: Int32)]? {
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
