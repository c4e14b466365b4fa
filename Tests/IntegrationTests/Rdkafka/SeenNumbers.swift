// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// Which numbered records were read, by any member of a group.
final class SeenNumbers: Sendable {
    private struct Seen {
        var numbers: Set<Int> = []
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let seen = Lock(Seen())

    var count: Int { seen.withLock { $0.numbers.count } }

    func add(_ numbers: [Int]) {
        let ready = seen.withLock { seen in
            seen.numbers.formUnion(numbers)
            let count = seen.numbers.count
            let ready = seen.waiters.filter { $0.count < count }.map(\.continuation)
            seen.waiters.removeAll { $0.count < count }
            return ready
        }
        for continuation in ready { continuation.resume() }
    }

    func wait(forMoreThan count: Int) async throws {
        await withCheckedContinuation { continuation in
            let isReady = seen.withLock { seen in
                if seen.numbers.count > count { return true }
                seen.waiters.append((count, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Reads until the consumer ends.
    func collect(from consumer: KafkaConsumer, and other: SeenNumbers? = nil) async throws {
        for try await batch in consumer.batches {
            let numbers = batch.compactMap { $0.value.flatMap { Int(String(decoding: $0, as: UTF8.self)) } }
            add(numbers)
            other?.add(numbers)
            consumer.store(batch.nextOffsets)
        }
    }
}
