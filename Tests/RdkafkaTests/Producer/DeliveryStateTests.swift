// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct DeliveryStateTests {
    /// `#expect` can't look into values that are not copyable.
    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    @Test func theReportResumesTheTaskThatWaits() {
        let state = DeliveryState()
        check(state.arm())
        check(state.settle {} == .resume)
        check(state.settle {} == .leave)
        check(!state.cancel())
        check(state.end() == .settled)
    }

    @Test func theTaskNeedNotWaitForAReportThatIsThere() {
        let state = DeliveryState()
        check(state.settle {} == .keep)
        check(!state.arm())
        check(!state.cancel())
        check(state.end() == .settled)
    }

    /// A task that has waited for long enough to be woken by the sweep.
    private func wake(_ state: borrowing DeliveryState) {
        check(state.arm())
        check(!state.sweep())
        check(state.sweep())
        check(state.end() == .unfinished)
    }

    @Test func theSweepWakesOnlyWhoItHasSeenBefore() {
        let state = DeliveryState()
        check(!state.sweep())
        wake(state)
        check(!state.sweep())
        check(state.watch())
        check(!state.sweep())
        check(state.settle {} == .resume)
        check(state.end() == .settled)
    }

    @Test func theReportResumesATaskThatTheSweepHasSeen() {
        let state = DeliveryState()
        check(state.arm())
        check(!state.sweep())
        check(state.settle {} == .resume)
        check(!state.sweep())
        check(state.end() == .settled)
    }

    @Test func theReportThatComesWhileATaskIsWokenIsThereWhenItWaitsOn() {
        let state = DeliveryState()
        wake(state)
        check(state.settle {} == .keep)
        check(!state.watch())
        check(!state.cancel())
        check(state.end() == .settled)
    }

    @Test func aCancelledTaskDoesNotWaitOn() {
        let state = DeliveryState()
        wake(state)
        check(!state.cancel())
        check(!state.watch())
        check(state.end() == .cancelled(freesSlot: false))
        check(state.settle {} == .free)
    }

    @Test func theReportAfterACancelledTaskHasGoneFreesTheSlot() {
        let state = DeliveryState()
        wake(state)
        check(state.watch())
        check(state.cancel())
        check(state.end() == .cancelled(freesSlot: false))
        check(state.settle {} == .free)
    }

    @Test func theReportBeforeACancelledTaskLooksLeavesTheSlotToIt() {
        let state = DeliveryState()
        wake(state)
        check(state.watch())
        check(state.cancel())
        check(state.settle {} == .leave)
        check(state.end() == .cancelled(freesSlot: true))
    }

    @Test func theOutcomeIsWrittenBeforeItCanBeLookedFor() {
        let state = DeliveryState()
        var isWritten = false
        check(state.settle { isWritten = true } == .keep)
        check(isWritten)
    }

    @Test func aSlotIsUsedAgain() {
        let state = DeliveryState()
        for _ in 0..<3 {
            check(state.arm())
            check(state.settle {} == .resume)
            check(state.end() == .settled)
            wake(state)
            check(state.watch())
            check(state.settle {} == .resume)
            check(state.end() == .settled)
        }
    }
}
