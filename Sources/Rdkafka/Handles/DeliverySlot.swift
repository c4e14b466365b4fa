// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// What an awaited send leaves behind for its report. The record's opaque is the slot's number, not a pointer: nothing
/// leaks when a report never comes, and a late one finds a slot, not freed memory.
@safe
struct DeliverySlot: ~Copyable {
    let state = DeliveryState()
    /// The next free slot, while this one is free.
    let next = Atomic<UInt32>(0)
    /// Reports still to come, of several records that are awaited together; `posted` for one that nobody awaits.
    let remaining = Atomic<Int>(0)
    var continuation: Resumption<Void>?
    var outcome = DeliveryOutcome()
    /// Nil where a task waits for one record.
    var receiver: DeliveryReceiver?
    /// The receiver's, if it is a batch: reached by each report, without counting references on the broker's thread.
    var outcomes: UnsafeMutablePointer<DeliveryOutcome>?

    static let posted = -1
}

/// A slot in use: by its number to librdkafka, by its address to us.
@safe
struct DeliverySlotReference: @unchecked Sendable {
    // Slots live as long as their table; who may touch which field when is `DeliveryState`'s to say.
    let number: UInt32
    let slot: UnsafeMutablePointer<DeliverySlot>

    /// The opaque of a record: the slot's number, and above it the record's place among several.
    func token(record: Int = 0) -> UInt {
        UInt(number) | UInt(record) << 32
    }

    /// What the report said, once it is settled.
    var outcome: DeliveryOutcome { unsafe slot.pointee.outcome }

    /// Before it is armed: how many reports settle it, and where their outcomes go.
    func expect(reports: Int, _ batch: DeliveryBatch) {
        unsafe slot.pointee.receiver = .batch(batch)
        unsafe slot.pointee.outcomes = batch.outcomes
        unsafe slot.pointee.remaining.store(reports, ordering: .relaxed)
    }

    /// Whether the report of one of several has come. Only of a record that no other thread reports.
    func isReported(record: Int) -> Bool {
        unsafe slot.pointee.outcomes?[record].isReported ?? false
    }

    /// The report goes to a posted record.
    func expect(_ posted: PostedRecord) {
        unsafe slot.pointee.receiver = .posted(posted)
        unsafe slot.pointee.remaining.store(DeliverySlot.posted, ordering: .releasing)
    }

    /// Whether the report goes to a posted record.
    var isPosted: Bool { unsafe slot.pointee.remaining.load(ordering: .relaxed) == DeliverySlot.posted }

    /// The posted record, for the first who asks: its report, or an end that does not wait for that.
    func takePosted() -> PostedRecord? {
        guard
            unsafe slot.pointee.remaining.compareExchange(
                expected: DeliverySlot.posted, desired: 0, ordering: .acquiringAndReleasing
            ).exchanged, case .posted(let posted)? = unsafe slot.pointee.receiver
        else { return nil }
        unsafe slot.pointee.receiver = nil
        return posted
    }

    /// Waits for the outcome, or for the task's cancellation. The records have been handed over before: nothing of them
    /// has to be kept for what runs when the wait begins.
    func wait() async -> DeliveryState.Ending {
        await Resumption.wait { (continuation: Resumption<Void>) in
            unsafe slot.pointee.continuation = continuation
            if unsafe !slot.pointee.state.arm() { continuation.resume() }
        }
        let ending = unsafe slot.pointee.state.end()
        return ending == .unfinished ? await waitOn() : ending
    }

    /// The same, for those that take long.
    private func waitOn() async -> DeliveryState.Ending {
        await withTaskCancellationHandler {
            await Resumption.wait { (continuation: Resumption<Void>) in
                unsafe slot.pointee.continuation = continuation
                if unsafe !slot.pointee.state.watch() { continuation.resume() }
            }
        } onCancel: {
            if unsafe slot.pointee.state.cancel() { unsafe slot.pointee.continuation?.resume() }
        }
        return unsafe slot.pointee.state.end()
    }

    /// Ends the wait of the task, or the posted record's, without the report. The slot is not free before that has come.
    func abandon() {
        if let posted = takePosted() { return posted.report(.abandoned) }
        if unsafe slot.pointee.state.abandon() { unsafe slot.pointee.continuation?.resume() }
    }

    /// Wakes the task, if it has been waiting since the last time.
    func sweep() {
        if unsafe slot.pointee.state.sweep() { unsafe slot.pointee.continuation?.resume() }
    }
}
