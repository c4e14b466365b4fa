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
        let task = Task { await channel.next() }
        task.cancel()
        guard case .ended = await task.value else {
            Issue.record("the wait goes on")
            return
        }
        channel.put(batch(7))
        guard case .batch(let next, _) = await channel.next() else {
            Issue.record("the batch is lost")
            return
        }
        #expect(next.epoch == 7)
    }

    @Test func theEndReachesAllWhoWait() async throws {
        let channel = BatchChannel(capacity: 1)
        await withTaskGroup { group in
            for _ in 0..<3 {
                group.addTask {
                    guard case .ended = await channel.next() else {
                        Issue.record("no end")
                        return
                    }
                }
            }
            channel.end()
            await group.waitForAll()
        }
    }

    @Test func errorsThatNobodyTakesAreBounded() {
        var buffer = BatchBuffer()
        let error = ConsumerPartitionError(topic: "t", partition: 0, error: KafkaError(.broker, "test"))
        let errors = ConsumerRecordBatch(storage: BatchStorage(errors: [error], epoch: 0))
        for _ in 0..<BatchBuffer.maximumErrors {
            let isRefused = buffer.putErrors(errors).isRefused
            #expect(!isRefused)
        }
        let isRefused = buffer.putErrors(errors).isRefused
        #expect(isRefused)
        _ = buffer.take()
        let isRefusedAfterwards = buffer.putErrors(errors).isRefused
        #expect(!isRefusedAfterwards)
    }

    @Test func whatIsPutBackComesNextAndWhatIsHeldComesWhenItIsReleased() {
        var buffer = BatchBuffer()
        _ = buffer.put(batch(1), isCounted: true)
        buffer.hold(batch(8))
        buffer.hold(batch(9))
        _ = buffer.putBack(batch(0))
        #expect(epochs(&buffer) == [0, 1])
        _ = buffer.put(batch(10), isCounted: true)
        #expect(buffer.releaseHeld().isEmpty)
        #expect(epochs(&buffer) == [8, 9, 10])
    }

    @Test func aWaitThatTimedOutBeforeItBeganEndsSo() {
        var buffer = BatchBuffer()
        let id = buffer.makeID()
        let waiter = buffer.abandon(id, .timedOut)
        #expect(waiter == nil)
        buffer.forget(id)
        // Too late to be remembered.
        _ = buffer.abandon(id, .timedOut)
    }

    private func epochs(_ buffer: inout BatchBuffer) -> [UInt64] {
        var epochs: [UInt64] = []
        while case .batch(let batch, _)? = buffer.take() { epochs.append(batch.epoch) }
        return epochs
    }
}
