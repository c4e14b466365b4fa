// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Synchronization

/// The thread that takes a consumer's records out of librdkafka, as long as there is room for another batch.
final class ConsumerReader: Sendable {
    private let loop: ReadLoop
    private let thread: NativeThread

    init(
        handle: ConsumerHandle,
        channel: BatchChannel,
        assignment: ConsumerAssignment,
        options: ConsumerOptions
    ) throws(KafkaError) {
        let loop = ReadLoop(handle: handle, channel: channel, assignment: assignment, options: options)
        guard let thread = NativeThread(name: "kafka-reader", { loop.run() }) else {
            throw KafkaError(.broker, "the system has no thread left for a consumer", isRetriable: true)
        }
        self.loop = loop
        self.thread = thread
    }

    /// Ends the thread. Blocks.
    func stop() {
        loop.stop()
        thread.join()
    }
}

private final class ReadLoop: Sendable {
    private let handle: ConsumerHandle
    private let channel: BatchChannel
    private let assignment: ConsumerAssignment
    private let options: ConsumerOptions
    private let isStopping = Atomic(false)

    init(handle: ConsumerHandle, channel: BatchChannel, assignment: ConsumerAssignment, options: ConsumerOptions) {
        self.handle = handle
        self.channel = channel
        self.assignment = assignment
        self.options = options
    }

    func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        channel.credits.add()
        handle.wakeReader()
    }

    func run() {
        let buffer = MessageBuffer.allocate(capacity: max(1, options.maxBatchCount))
        unsafe buffer.initialize(repeating: nil)
        defer { unsafe buffer.deallocate() }
        var count = 0
        while true {
            takeCredit()
            // After a large batch more is coming: full batches save wake-ups. Otherwise nothing waits.
            count = unsafe read(buffer, patience: count >= max(2, buffer.count / 8) ? 1 : 0)
            if count == 0 { return }
            // The epoch is read after the records: one that is too late costs a repetition, one too early a record.
            let batch = unsafe BatchStorage(
                UnsafeBufferPointer(rebasing: buffer[..<count]), epoch: assignment.epoch,
                readsHeaders: options.readsHeaders)
            for index in 0..<count { unsafe rd_kafka_message_destroy(buffer[index]) }
            channel.put(ConsumerRecordBatch(storage: batch), isCounted: true)
        }
    }

    /// Waits for room. That handlers are slow is no reason to lose the partitions: rebalances are answered meanwhile.
    private func takeCredit() {
        while !channel.credits.take(within: handle.maximumPollInterval / 3) { handle.keepAlive() }
    }

    /// The number of records read; 0 when the reading is to stop.
    private func read(_ buffer: MessageBuffer, patience: Int32) -> Int {
        var count = 0
        while count == 0, !isStopping.load(ordering: .sequentiallyConsistent) {
            count = unsafe handle.readReady(buffer, patience: patience)
            // Every read takes a wake-up with it, so that after each there has to be a look at what it was for.
            if count > 0 || isStopping.load(ordering: .sequentiallyConsistent) { break }
            count = unsafe handle.readNext(buffer, patience: patience)
        }
        return count
    }
}
