// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A member of a consumer group of a ``MemoryBroker``.
final class MemoryConsumer: Sendable {
    let closing = ClosingFlag()
    let topics: [String]
    let broker: MemoryBroker
    private let group: String
    private let readsHeaders: Bool
    private let end = ActivitySignal()
    /// What receives has ended, or the time for that is up.
    private let over = EndSignal()
    private let isClosing = RunOnce()
    /// Who is told that its partitions are given up.
    private let onAssignment = Lock<(@Sendable ([String]) -> Void)?>(nil)
    private let isInTime = Lock(true)

    /// A member that a consumer of these librdkafka properties would be.
    init(
        _ broker: MemoryBroker,
        _ properties: [String: String],
        _ topics: [String],
        _ options: ListenerOptions = ListenerOptions()
    ) {
        self.broker = broker
        self.topics = topics
        group = properties["group.id"] ?? ""
        readsHeaders = options.readsHeaders
        let reset = properties["auto.offset.reset"] ?? ""
        broker.join(
            group, topics,
            MemoryLog.Start(
                isAtEnd: ["latest", "end", "largest"].contains(reset), time: options.startTime?.milliseconds,
                offsets: options.startOffsets))
    }

    deinit {
        // Nobody else would get what it has.
        giveBackAll()
    }

    /// How many records of each partition its group has not done yet.
    var lag: [TopicPartition: Int64] { broker.lag(group, topics) }

    /// The next record, when there is one; nil at the end, also when the task is cancelled.
    ///
    /// - Parameter ahead: whether it may be of a partition of which an earlier one is not done.
    func next(ahead: Bool = false) async -> MemoryRecord? {
        await next(maximumCount: 1, ahead: ahead).first
    }

    /// The next records of a partition, when there are some; none at the end, also when the task is cancelled.
    func next(maximumCount: Int, ahead: Bool = false) async -> [MemoryRecord] {
        let demand = MemoryLog.Demand(
            member: member, group: group, topics: topics, maximumCount: max(1, maximumCount), ahead: ahead)
        var records = await withTaskCancellationHandler {
            await broker.next(demand, closing)
        } onCancel: {
            close()
        }
        if !readsHeaders {
            for index in records.indices { records[index].headers = [] }
        }
        return records
    }

    /// All before `next` is done in the partition of a record that this member has.
    func commit(_ next: Int64, of record: MemoryRecord) {
        broker.commit(next, of: record, group, by: member)
    }

    func commit(_ next: Int64, of record: MemoryRecord, in log: inout MemoryLog) {
        log.commit(next, of: record, group, by: member)
    }

    /// All up to a record is done, but its partition stays with this member until ``release(_:)``: it is still handled.
    func commitAhead(_ record: MemoryRecord) {
        broker.change { log in
            log.pause(record.place, group, for: member)
            log.commit(record.offset + 1, of: record, group, by: member)
        }
    }

    /// Goes on after a record that was committed ahead.
    func release(_ record: MemoryRecord) {
        readOn(record.place, from: record.offset + 1)
    }

    /// A record is done, or it and those after it that this member has are to come again.
    func giveBack(_ record: MemoryRecord, isDone: Bool) {
        if isDone { commit(record.offset + 1, of: record) } else { broker.giveBack(record, group, from: member) }
    }

    /// All that this member has is to come again.
    func giveBackAll() {
        broker.giveBack(nil, group, from: member)
    }

    /// Nothing more of the partitions comes until they are read on.
    func pause(_ partitions: [TopicPartition]) {
        broker.change { log in
            for partition in partitions { log.pause(partition, group, for: member) }
        }
    }

    /// Goes on with a partition that was paused, from an offset.
    func readOn(_ partition: TopicPartition, from offset: Int64) {
        broker.change { $0.readOn(partition, from: offset, group, for: member) }
    }

    private var member: ObjectIdentifier { ObjectIdentifier(self) }

    /// Ends the records.
    func close() {
        broker.wake(member, closing)
        giveUpPartitions()
    }

    /// Receiving begins; who asks for it is told of the partitions, and at the end that there are none any more.
    func begin(_ onAssignment: (@Sendable ([String]) -> Void)?) {
        end.arm()
        guard let onAssignment, !closing.isSet else { return }
        onAssignment(broker.partitions(of: topics).sorted().map(\.description))
        self.onAssignment.withLock { $0 = onAssignment }
        // Whoever closed it before that told nobody.
        if closing.isSet { giveUpPartitions() }
    }

    private func giveUpPartitions() {
        onAssignment.withLock { $0.take() }?([])
    }

    func hasEnded() {
        end.set()
        over.end()
    }

    /// Returns when what receives has ended, or the time for that is up.
    func waitForEnd() async { await over.wait() }

    /// Ends the records and waits until what was handed out is handled, for as long as whoever asks for it first says.
    /// What is not handled by then comes again.
    ///
    /// - Returns: whether all was handled in time.
    func shutdown(timeout: Duration) async -> Bool {
        let isFirst = isClosing.begin()
        close()
        if isFirst {
            let isInTime = await end.wait(timeout)
            self.isInTime.withLock { $0 = isInTime }
            over.end()
        } else {
            await over.wait()
        }
        return isInTime.withLock { $0 }
    }
}
