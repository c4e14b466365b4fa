// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaProducer {
    /// Sends records together and waits, once, until each has its acknowledgement or its error.
    ///
    /// Cheaper than as many single sends: the task is suspended and resumed once.
    ///
    /// - Parameters:
    ///   - records: the records, which are copied. They may go to different topics.
    ///   - timeout: how long to wait for room in a full queue; nil is as long as it takes.
    /// - Returns: what became of each, in the order of `records`.
    /// - Throws: only what stops all of them: `cancelled`, `timedOut` for room in the queue, `shutDown`. Records that
    ///   were queued before may still be delivered.
    public func send(
        contentsOf records: [ProducerRecord],
        timeout: Duration? = nil
    ) async throws(KafkaError) -> DeliveryResults {
        let batch = DeliveryBatch(count: records.count)
        var start = 0
        while start < records.count {
            // More than the queue holds goes in parts.
            let (end, load) = part(of: records, from: start)
            if !core.enterAtOnce(load) { try await enter(load, timeout: timeout) }
            let slot = try core.acquireAwaitedSlot(holding: load)
            try await send(records, start..<end, load, slot, batch)
            start = end
        }
        return DeliveryResults(
            records: records, batch: batch, connectionError: batch.failureCount > 0 ? core.connectionError : nil)
    }

    private func send(
        _ records: [ProducerRecord],
        _ range: Range<Int>,
        _ load: InFlightGate.Load,
        _ slot: DeliverySlotReference,
        _ batch: DeliveryBatch
    ) async throws(KafkaError) {
        // One more than there are records, so that the slot can't be settled before all of them are handed over.
        slot.expect(reports: range.count + 1, batch)
        core.handle.produce(records, range, load, slot)
        core.table.countDown(slot)
        try core.release(slot, await slot.wait())
    }

    private func part(of records: [ProducerRecord], from start: Int) -> (end: Int, load: InFlightGate.Load) {
        var load = InFlightGate.Load(records: 0, bytes: 0)
        let limit = core.gate.limit
        for index in start..<records.count {
            let bytes = load.bytes + records[index].size
            if load.records > 0, load.records == limit.records || bytes > limit.bytes { return (index, load) }
            load = InFlightGate.Load(records: load.records + 1, bytes: bytes)
        }
        return (records.count, load)
    }
}
