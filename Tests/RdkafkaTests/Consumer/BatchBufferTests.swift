// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct BatchBufferTests {
    private func batch(_ epoch: UInt64) -> ConsumerRecordBatch {
        ConsumerRecordBatch(storage: BatchStorage(errors: [], epoch: epoch))
    }

    @Test func batchesComeOutInOrder() {
        var buffer = BatchBuffer()
        for epoch in 0..<3 { _ = buffer.put(batch(UInt64(epoch)), isCounted: true) }
        var epochs: [UInt64] = []
        while case .batch(let batch, true)? = buffer.take() { epochs.append(batch.epoch) }
        #expect(epochs == [0, 1, 2])
    }

    @Test func anErrorComesAfterWhatWasReadAndOnce() {
        var buffer = BatchBuffer()
        _ = buffer.put(batch(1), isCounted: true)
        _ = buffer.fail(KafkaError(.fatal, "test"))
        guard case .batch? = buffer.take() else {
            Issue.record("the batch is lost")
            return
        }
        guard case .failed? = buffer.take() else {
            Issue.record("the error is lost")
            return
        }
        guard case .ended? = buffer.take() else {
            Issue.record("no end")
            return
        }
    }

    @Test func aCancelledWaitNeverBegins() async throws {
        let channel = BatchChannel(capacity: 1)
        let task = Task { () throws(KafkaError) in try await channel.next() }
        task.cancel()
        let nothing = try await task.value
        #expect(nothing == nil)
        channel.put(batch(7), isCounted: true)
        let next = try await channel.next()
        #expect(next?.epoch == 7)
    }

    @Test func theEndReachesAllWhoWait() async throws {
        let channel = BatchChannel(capacity: 1)
        try await withThrowingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    let next = try await channel.next()
                    #expect(next == nil)
                }
            }
            channel.end()
            try await group.waitForAll()
        }
    }
}
