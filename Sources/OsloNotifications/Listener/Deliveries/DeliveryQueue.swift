// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The records of a listener whose notifications are taken from it: those that wait, those that were taken and are not
/// acknowledged, and how far each partition is done.
///
/// A partition is done as far as all of it is acknowledged, in whatever order that happens. While one of its records
/// waits to be delivered again, no later one is given out that was not before.
struct DeliveryQueue: ~Copyable {
    typealias Waiter = UnsafeContinuation<Void, Never>

    /// A place in an assignment of a partition, such as that of a record that was taken.
    struct ID: Sendable, Hashable {
        let partition: TopicPartition
        let generation: UInt64
        let offset: Int64
    }

    /// A record to be given out, and for which time.
    struct Delivery: Sendable {
        let id: ID
        let record: any InboundRecord
        let attempt: Int
        /// Is set when its partition is to be given up.
        let closing: ClosingFlag
    }

    /// What has to be done after a change.
    struct Effect {
        /// How far its partition is done now: the next offset.
        var next: Int64?
        /// Where its partition, which is paused, is to be read on.
        var readOn: ID?
        /// Those who wait, for room, for a record, or for the end of a partition.
        var waiters: [Waiter] = []
    }

    private var lanes: [TopicPartition: DeliveryLane] = [:]
    /// Partitions that have something to give, each once, in turn.
    private var ready: [TopicPartition] = []
    private var generation: UInt64 = 0
    /// How many records take room.
    private(set) var outstanding = 0
    private let limit: Int
    private var room = RoomWaiter()
    private var taker: Waiter?
    /// Nothing is given out any more.
    private(set) var isOver = false
    /// Nothing is waited for any more.
    private var hasEnded = false

    /// A queue with room for about `limit` records that are not done.
    init(limit: Int) {
        self.limit = limit
    }

    /// How many records of each partition are not done.
    var pending: [TopicPartition: Int] { lanes.mapValues(\.count) }

    /// How many were taken and are not acknowledged.
    var unfinished: Int { lanes.values.reduce(0) { $0 + $1.out } }

    mutating func open(_ partition: TopicPartition) {
        guard lanes[partition] == nil else {
            if lanes[partition]?.isClosing == true { change(partition) { $0.successors = [] } }
            return
        }
        generation += 1
        lanes[partition] = DeliveryLane(generation: generation)
    }

    /// The flag of a place's lane; nil when its partition was given up meanwhile.
    func closing(of id: ID) -> ClosingFlag? {
        isKnown(id) ? lanes[id.partition]?.closing : nil
    }

    /// What comes next of a partition that was parked is what was dropped; false when it was given up meanwhile.
    mutating func isBack(_ id: ID) -> Bool {
        guard isKnown(id), lanes[id.partition]?.isBack() == true else { return false }
        makeReady(id.partition)
        return true
    }

    /// Records came, in order; those of a partition that is not the listener's are dropped, and all when nothing is given
    /// out any more.
    mutating func add(_ records: [any InboundRecord], of partition: TopicPartition) -> [Waiter] {
        guard !isOver, change(partition, { $0.add(records) }) == true else { return [] }
        makeReady(partition)
        return takeTaker()
    }

    /// The next record to be given out, if there is one.
    mutating func take() -> Delivery? {
        while let partition = ready.first {
            ready.removeFirst()
            lanes[partition]?.isReady = false
            guard let (record, attempt) = lanes[partition]?.take(), let lane = lanes[partition] else { continue }
            let id = ID(partition: partition, generation: lane.generation, offset: record.offset)
            let closing = lane.closing
            makeReady(partition)
            return Delivery(id: id, record: record, attempt: attempt, closing: closing)
        }
        return nil
    }

    /// A record that was taken, or is held, is done.
    mutating func done(_ id: ID) -> Effect {
        var effect = Effect()
        guard isKnown(id) else { return effect }
        effect.next = change(id.partition) { $0.done(id.offset) } ?? nil
        settle(id.partition, &effect)
        return effect
    }

    /// A record that was taken is to be given out again after a pause, or is looked after otherwise: nothing that is later
    /// is given out meanwhile.
    ///
    /// - Returns: false when its partition is to be given up, or nothing is given out any more: it comes again by itself.
    mutating func hold(_ id: ID, isPause: Bool) -> (isHeld: Bool, Effect) {
        var effect = Effect()
        guard isKnown(id), lanes[id.partition]?.hold(id.offset, isPause: isPause) == true else {
            return (false, effect)
        }
        if !isOver, lanes[id.partition]?.isClosing == false { return (true, effect) }
        lanes[id.partition]?.release(id.offset)
        settle(id.partition, &effect)
        return (false, effect)
    }

    /// A record that was held is to be given out again now.
    mutating func release(_ id: ID) -> Effect {
        var effect = Effect()
        guard isKnown(id) else { return effect }
        lanes[id.partition]?.release(id.offset)
        settle(id.partition, &effect)
        return effect
    }

    /// A record that was taken is to be given out again as though it had not been: after those before it that are held.
    mutating func putBack(_ id: ID) -> Effect {
        var effect = Effect()
        guard isKnown(id) else { return effect }
        lanes[id.partition]?.putBack(id.offset)
        settle(id.partition, &effect)
        return effect
    }

    /// Partitions are to be given up: what waits is dropped, what was taken may still be acknowledged.
    mutating func close(_ partitions: some Sequence<TopicPartition>) -> [Waiter] {
        var effect = Effect()
        for partition in partitions where change(partition, { $0.close() }) != nil { settle(partition, &effect) }
        return effect.waiters
    }

    /// Waits until nothing of a closed partition is out any more; false when nothing is.
    mutating func wait(forEndOf partition: TopicPartition, _ waiter: Waiter) -> Bool {
        guard !hasEnded, lanes[partition]?.isClosing == true else { return false }
        lanes[partition]?.waiters.append(waiter)
        return true
    }

    /// Waits for room. The number of this wait; nil when there is some, or when that doesn't matter any more.
    mutating func wait(forRoom waiter: Waiter) -> Int? {
        guard outstanding >= limit, !isOver else { return nil }
        for partition in lanes.keys { lanes[partition]?.noteProgress() }
        return room.begin(waiter)
    }

    /// Who waits for room has waited long enough to look why there is none, unless that wait is over.
    mutating func stopWaiting(_ number: Int) -> Waiter? {
        room.end(number)
    }

    /// Where there is still no room, and somebody waits for a record: makes some, by not counting partitions any longer of
    /// which nothing was done meanwhile. They are to be paused, and are read on when what was taken of them is done.
    mutating func park() -> [TopicPartition] {
        guard outstanding >= limit, !isOver, taker != nil else { return [] }
        var parked: [TopicPartition] = []
        for partition in Array(lanes.keys) where change(partition, { $0.park() }) == true { parked.append(partition) }
        return parked
    }

    /// Partitions that were parked are paused. Those of which all is done meanwhile are to be read on at once.
    mutating func paused(_ partitions: [TopicPartition]) -> [ID] {
        var idle: [ID] = []
        for partition in partitions {
            lanes[partition]?.paused()
            if let place = takeReadOn(partition) { idle.append(place) }
        }
        return idle
    }

    /// Waits for a record; false when there is one, or none will come.
    mutating func wait(forRecord waiter: Waiter) -> Bool {
        guard !isOver, !ready.contains(where: { lanes[$0]?.canGive == true }) else { return false }
        taker = waiter
        return true
    }

    /// Who waits for a record is not to wait any longer.
    mutating func takeTaker() -> [Waiter] {
        defer { taker = nil }
        return taker.map { [$0] } ?? []
    }

    /// Nothing is given out any more. What was taken may still be acknowledged.
    mutating func stop() -> [Waiter] {
        isOver = true
        ready = []
        return takeTaker() + takeRoomWaiter()
    }

    /// Nothing is given out any more, and nothing is waited for. What was taken may still be acknowledged.
    mutating func end() -> [Waiter] {
        hasEnded = true
        var waiters = stop()
        for partition in lanes.keys {
            lanes[partition]?.end()
            waiters += lanes[partition]?.waiters ?? []
            lanes[partition]?.waiters = []
        }
        return waiters
    }

    private func isKnown(_ id: ID) -> Bool {
        lanes[id.partition]?.generation == id.generation
    }

    /// Changes a lane, and counts what room it takes then.
    @discardableResult
    private mutating func change<Result>(
        _ partition: TopicPartition, _ body: (inout DeliveryLane) -> Result
    ) -> Result? {
        guard let index = lanes.index(forKey: partition) else { return nil }
        outstanding -= lanes.values[index].weight
        defer { outstanding += lanes.values[index].weight }
        return body(&lanes.values[index])
    }

    /// Ends a lane that is closed and of which nothing is out, and resumes whom its change concerns.
    private mutating func settle(_ partition: TopicPartition, _ effect: inout Effect) {
        if lanes[partition]?.isOver == true, let lane = lanes.removeValue(forKey: partition) {
            outstanding -= lane.weight
            effect.waiters += lane.waiters
            if let successors = lane.successors {
                open(partition)
                _ = change(partition) { $0.add(successors) }
            }
        }
        effect.readOn = takeReadOn(partition)
        makeReady(partition)
        if lanes[partition]?.canGive == true { effect.waiters += takeTaker() }
        effect.waiters += takeRoomWaiter()
    }

    private mutating func takeReadOn(_ partition: TopicPartition) -> ID? {
        guard let offset = lanes[partition]?.readOn(), let lane = lanes[partition] else { return nil }
        return ID(partition: partition, generation: lane.generation, offset: offset)
    }

    private mutating func makeReady(_ partition: TopicPartition) {
        guard let lane = lanes[partition], lane.canGive, !lane.isReady, !isOver else { return }
        lanes[partition]?.isReady = true
        ready.append(partition)
    }

    private mutating func takeRoomWaiter() -> [Waiter] {
        guard outstanding < limit || isOver else { return [] }
        return room.end().map { [$0] } ?? []
    }
}
