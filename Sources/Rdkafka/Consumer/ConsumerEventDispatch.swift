// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Takes a consumer's events to where they belong, on the poll thread.
struct ConsumerEventDispatch: Sendable {
    let events: ClientEvents
    let channel: BatchChannel
    let coordinator: RebalanceCoordinator
    let commits: PendingCommits
    let assignment: ConsumerAssignment

    func handle(_ event: borrowing EventHandle, on loop: PollLoop) {
        switch event.type {
        case RD_KAFKA_EVENT_REBALANCE:
            coordinator.rebalance(event, on: loop)
        case RD_KAFKA_EVENT_OFFSET_COMMIT:
            commits.answer(event.token, event.error)
        case RD_KAFKA_EVENT_FETCH:
            // Records have a queue of their own: these are errors of topics that have no partition yet.
            if let batch = event.batch(epoch: assignment.epoch) { channel.put(batch, isCounted: false) }
        case RD_KAFKA_EVENT_ERROR:
            _ = events.handle(event)
            if event.isFatal { channel.fail(.librdkafka(event.error, event.errorText, isFatal: true)) }
        default:
            _ = events.handle(event)
        }
    }
}
