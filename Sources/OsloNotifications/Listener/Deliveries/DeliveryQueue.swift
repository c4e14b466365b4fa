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

    /// A record that was taken.
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
    }

    /// What has to be done after a change.
    struct Effect {
        /// How far its partition is done now: the next offset.
        var next: Int64?
        /// Those who wait, for room, for a record, or for the end of a partition.
        var waiters: [Waiter] = []
    }

    private var lanes: [TopicPartition: DeliveryLane] = [:]
    /// Partitions that have something to give, each once, in turn.
    private var ready: [TopicPartition] = []
    private var generation: UInt64 = 0
    private(set) var outstanding = 0
    private let limit: Int
    private var roomWaiter: Waiter?
    private var taker: Waiter?
    private(set) var isOver = false

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
            if lanes[partition]?.isClosing == true { lanes[partition]?.successors = [] }
            return
        }
        generation += 1
        lanes[partition] = DeliveryLane(generation: generation)
    }

    /// Records came, in order; those of a partition that is not the listener's are dropped.
    mutating func add(_ records: [any InboundRecord], of partition: TopicPartition) -> [Waiter] {
        guard lanes[partition]?.add(records) == true else { return [] }
        outstanding += records.count
        makeReady(partition)
        return takeTaker()
    }

    /// The next record to be given out, if there is one.
    mutating func take() -> Delivery? {
        while let partition = ready.first {
            ready.removeFirst()
            lanes[partition]?.isReady = false
            guard let taken = lanes[partition]?.take() else { continue }
            let id = ID(partition: partition, generation: taken.generation, offset: taken.record.offset)
            makeReady(partition)
            return Delivery(id: id, record: taken.record, attempt: taken.attempt)
        }
        return nil
    }

    /// A record that was taken, or is held, is done.
    mutating func done(_ id: ID) -> Effect {
        var effect = Effect()
        guard isKnown(id), let (next, count) = lanes[id.partition]?.done(id.offset) else { return effect }
        effect.next = next
        outstanding -= count
        settle(id.partition, &effect)
        return effect
    }

    /// A record that was taken is to be given out again later, or is looked after otherwise: nothing that is later is
    /// given out meanwhile.
    ///
    /// - Returns: false when its partition is to be given up, or nothing is given out any more: it comes again by itself.
    mutating func hold(_ id: ID) -> (isHeld: Bool, Effect) {
        var effect = Effect()
        guard isKnown(id), lanes[id.partition]?.hold(id.offset) == true else { return (false, effect) }
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

    /// Partitions are to be given up: what waits is dropped, what was taken may still be acknowledged.
    mutating func close(_ partitions: [TopicPartition]) -> [Waiter] {
        var effect = Effect()
        for partition in partitions {
            guard lanes[partition] != nil else { continue }
            lanes[partition]?.isClosing = true
            outstanding -= lanes[partition]?.successors?.count ?? 0
            lanes[partition]?.successors = nil
            settle(partition, &effect)
        }
        return effect.waiters
    }

    func isClosing(_ id: ID) -> Bool {
        isKnown(id) ? lanes[id.partition]?.isClosing ?? true : true
    }

    /// Waits until nothing of a closed partition is out any more; false when nothing is.
    mutating func wait(forEndOf partition: TopicPartition, _ waiter: Waiter) -> Bool {
        guard lanes[partition]?.isClosing == true else { return false }
        lanes[partition]?.waiters.append(waiter)
        return true
    }

    mutating func wait(forRoom waiter: Waiter) -> Bool {
        guard outstanding >= limit, !isOver else { return false }
        roomWaiter = waiter
        return true
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

    /// Nothing is given out any more, and nothing is waited for. What was taken may still be acknowledged.
    mutating func end() -> [Waiter] {
        isOver = true
        ready = []
        var waiters = takeTaker() + takeRoomWaiter()
        for partition in lanes.keys {
            lanes[partition]?.releaseAll()
            waiters += lanes[partition]?.waiters ?? []
            lanes[partition]?.waiters = []
        }
        return waiters
    }

    /// Forgets all that is not done.
    mutating func takeAll() -> [any InboundRecord] {
        defer { lanes = [:] }
        return lanes.values.flatMap(\.undone)
    }

    private func isKnown(_ id: ID) -> Bool {
        lanes[id.partition]?.generation == id.generation
    }

    /// Ends a lane that is closed and of which nothing is out, and resumes whom its change concerns.
    private mutating func settle(_ partition: TopicPartition, _ effect: inout Effect) {
        if let lane = lanes[partition], lane.isClosing, lane.out == 0, lane.held == 0 {
            outstanding -= lane.count
            effect.waiters += lane.waiters
            lanes[partition] = nil
            if let successors = lane.successors {
                open(partition)
                _ = lanes[partition]?.add(successors)
            }
        }
        makeReady(partition)
        if lanes[partition]?.canGive == true { effect.waiters += takeTaker() }
        effect.waiters += takeRoomWaiter()
    }

    private mutating func makeReady(_ partition: TopicPartition) {
        guard let lane = lanes[partition], lane.canGive, !lane.isReady, !isOver else { return }
        lanes[partition]?.isReady = true
        ready.append(partition)
    }

    private mutating func takeRoomWaiter() -> [Waiter] {
        guard outstanding < limit || isOver else { return [] }
        defer { roomWaiter = nil }
        return roomWaiter.map { [$0] } ?? []
    }
}
