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
            commits.answer(event.token, CommitAnswer(error: event.error, results: event.partitionResults))
        case RD_KAFKA_EVENT_FETCH:
            // Records have a queue of their own: these are errors of topics that have no partition yet.
            if let batch = event.batch(epoch: assignment.epoch) { putErrors(batch) }
        case RD_KAFKA_EVENT_ERROR:
            handleError(event)
        default:
            events.handle(event)
        }
    }

    /// An error of a topic or of the group is the application's; that a broker is not reachable passes.
    private func handleError(_ event: borrowing EventHandle) {
        if event.isFatal {
            events.handle(event)
            return channel.fail(.librdkafka(event.error, event.errorText, isFatal: true))
        }
        switch event.error {
        case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN, RD_KAFKA_RESP_ERR__RESOLVE:
            events.handle(event)
        default:
            let error = ConsumerPartitionError(
                topic: nil, partition: nil, error: events.login.noting(event.error, event.errorText))
            let batch = ConsumerRecordBatch(storage: BatchStorage(errors: [error], epoch: assignment.epoch))
            putErrors(batch)
        }
    }

    private func putErrors(_ batch: ConsumerRecordBatch) {
        guard !channel.putErrors(batch), let error = batch.errors.first else { return }
        events.report(
            .warning, "nobody takes the errors of partitions: \(error.error.message)", facility: "CONSUME")
    }
}
