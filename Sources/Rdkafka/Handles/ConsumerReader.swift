// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The thread that takes a consumer's records out of librdkafka, as long as there is room for another batch.
final class ConsumerReader: Sendable {
    private let loop: ReadLoop
    private let thread: NativeThread

    init(
        handle: ConsumerHandle,
        channel: BatchChannel,
        assignment: ConsumerAssignment,
        gate: ReaderGate,
        options: ConsumerOptions
    ) throws(KafkaError) {
        let loop = ReadLoop(handle: handle, channel: channel, assignment: assignment, gate: gate, options: options)
        guard let thread = NativeThread(name: "kafka-reader", { loop.run() }) else {
            throw KafkaError(.broker, "the system has no thread left for a consumer", isRetriable: true)
        }
        self.loop = loop
        self.thread = thread
    }

    /// Runs `body` while nothing is read, and all that was read before is handed over. Blocks.
    func whileOutside<Result>(_ body: () -> Result) -> Result {
        loop.whileOutside(body)
    }

    /// Ends the thread. Blocks.
    func stop() {
        loop.stop()
        thread.join()
    }
}

private struct ReadLoop: Sendable {
    let handle: ConsumerHandle
    let channel: BatchChannel
    let assignment: ConsumerAssignment
    let gate: ReaderGate
    let options: ConsumerOptions
    let memory = BatchMemory()

    func stop() {
        gate.stop()
        channel.credits.add()
        handle.wakeReader()
    }

    func whileOutside<Result>(_ body: () -> Result) -> Result {
        gate.withReaderOutside(wake: handle.wakeReader, body)
    }

    func run() {
        let buffer = MessageBuffer.allocate(capacity: max(1, options.maxBatchCount))
        unsafe buffer.initialize(repeating: nil)
        defer {
            handle.spent.freeAll()
            unsafe buffer.deallocate()
        }
        var count = 0
        var pace = BatchPace(maximumCount: buffer.count, maximumBytes: options.maxBatchBytes)
        takeCredit()
        while gate.enter(interval: handle.maximumPollInterval / 3, idle: handle.keepAlive) {
            let epoch = assignment.epoch
            // After a large batch more is coming: full batches save wake-ups. Otherwise nothing waits, unless it is to.
            let patience: Int32 = count >= max(2, pace.count / 8) ? 1 : 0
            count = unsafe read(
                MessageBuffer(rebasing: buffer[..<pace.count]),
                patience: max(patience, options.maxBatchWait.pollMilliseconds))
            if count > 0 {
                let bytes = unsafe handOver(MessageBuffer(rebasing: buffer[..<count]), epochBefore: epoch)
                pace.read(count, bytes: bytes)
            }
            gate.leave()
            if count > 0 { takeCredit() }
        }
    }

    /// Returns how many bytes they have.
    private func handOver(_ messages: MessageBuffer, epochBefore: UInt64) -> Int {
        // The epoch is read after the records: one that is too late costs a repetition, one too early a record.
        let epoch = assignment.epoch
        let batch = unsafe BatchStorage(
            UnsafeBufferPointer(messages), epoch: epoch, isMixed: epoch != epochBefore,
            readsHeaders: options.readsHeaders, memory: memory)
        unsafe handle.spent.add(messages)
        channel.put(ConsumerRecordBatch(storage: batch))
        return batch.byteCount
    }

    /// Waits for room. That handlers are slow is no reason to lose the partitions: rebalances are answered meanwhile. Nor
    /// to keep what was copied: while nothing is read, librdkafka may ask for no more records.
    private func takeCredit() {
        if channel.credits.take(within: .milliseconds(100)) { return }
        handle.spent.freeAll()
        while !channel.credits.take(within: handle.maximumPollInterval / 3) { handle.keepAlive() }
    }

    /// The number of records read; 0 when the reader is to come out.
    private func read(_ buffer: MessageBuffer, patience: Int32) -> Int {
        var count = 0
        while count == 0, !gate.isWanted {
            count = unsafe handle.readReady(buffer, patience: patience > 1 ? 0 : patience)
            // Every read takes a wake-up with it, so that after each there has to be a look at what it was for.
            if count > 0 && (patience <= 1 || count == buffer.count) || gate.isWanted { break }
            if count == 0 {
                // A broker that has no more records may answer late, or never.
                handle.spent.freeAll()
                count = unsafe handle.readNext(buffer, patience: patience)
            } else {
                unsafe count += handle.readReady(MessageBuffer(rebasing: buffer[count...]), patience: patience)
            }
        }
        return count
    }
}
