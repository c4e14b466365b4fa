// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConsumerCore {
    /// The next batch, of at most `maxCount` records and without those of partitions that are gone or paused meanwhile;
    /// nil at the end. When nothing comes for `maxWait` it is empty.
    func nextBatch(maxCount: Int? = nil, maxWait: Duration? = nil) async throws(KafkaError) -> ConsumerRecordBatch? {
        let deadline = maxWait.map { ContinuousClock.now + $0 }
        while true {
            switch await channel.next(until: deadline, setTimer) {
            case .batch(let batch, _):
                if let batch = takeCurrent(batch, maxCount: maxCount) { return batch }
            case .timedOut: return .empty
            case .failed(let error): throw error
            case .ended: return nil
            }
        }
    }

    /// What of a batch is to be given out now, if anything is; the rest is kept, or is not wanted any more.
    func takeCurrent(_ batch: ConsumerRecordBatch, maxCount: Int? = nil) -> ConsumerRecordBatch? {
        let (now, later) = assignment.divide(batch)
        if let later { hold(later) }
        guard var now else { return nil }
        if let maxCount, now.count > max(1, maxCount) {
            let (head, tail) = now.split(at: max(1, maxCount))
            channel.putBack(tail)
            now = head
        }
        assignment.givenOut(now)
        return now
    }

    private func hold(_ batch: ConsumerRecordBatch) {
        channel.hold(batch)
        // Resumed in between, nobody else would look at it again.
        if !assignment.isWaiting(batch) { channel.releaseHeld() }
    }

    private var setTimer: BatchChannel.Timer {
        { [loop = pollThread.loop] due, job in
            let timer = loop.schedule(at: due, job)
            return { loop.cancel(timer) }
        }
    }
}
