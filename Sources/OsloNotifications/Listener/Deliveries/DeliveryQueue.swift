// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The records of a listener whose notifications are taken from it: those that wait, those that were taken and are not
/// acknowledged, and how far each partition is done.
///
/// A partition is done as far as all of it is acknowledged, in whatever order that happens. While one of its records
/// waits to be delivered again, no later one is given out that was not before.
struct DeliveryQueue: ~Copyable, RoomKeeper {
    typealias Waiter = UnsafeContinuation<Void, Never>

    private var lanes: [TopicPartition: DeliveryLane] = [:]
    /// Partitions that have something to give, each once, in turn.
    private var ready: [TopicPartition] = []
    private var generation: UInt64 = 0
    /// What takes room.
    private(set) var load = RecordLoad()
    private let limit: RecordLoad
    private var sharing = RoomSharing()
    /// Where to read on since something was taken.
    private var readOns: [ID] = []
    private var room = RoomWaiter()
    private var taker: Waiter?
    /// Nothing is given out any more.
    private(set) var isOver = false
    /// Nothing is waited for any more.
    private var hasEnded = false

    /// A queue with room for about so much that is not done.
    init(limit: RecordLoad) {
        self.limit = limit
    }

    /// How many records take room.
    var outstanding: Int { load.count }

    /// How many records of each partition are not done.
    var pending: [TopicPartition: Int] { lanes.mapValues(\.pending) }

    /// How many were taken and are not acknowledged.
    var unfinished: Int { lanes.values.reduce(0) { $0 + $1.out } }

    mutating func open(_ partition: TopicPartition) {
        guard lanes[partition] == nil else {
            lanes[partition]?.reopen()
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
        isKnown(id) && change(id.partition) { $0.isBack() } == true
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
            if lane.isToBeReadOn, let place = takeReadOn(partition) { readOns.append(place) }
            makeReady(partition)
            return Delivery(id: id, record: record, attempt: attempt, closing: closing)
        }
        return nil
    }

    /// Where to read on, since most of what was there has been taken.
    mutating func takeReadOns() -> [ID] {
        guard !readOns.isEmpty else { return [] }
        defer { readOns = [] }
        return readOns
    }

    /// A record that was taken, or is held, is done.
    mutating func done(_ id: ID) -> Effect {
        settle(id) { $0.done(id.offset) }
    }

    /// A record that was taken is to be given out again after a pause, or is looked after otherwise: nothing that is later
    /// is given out meanwhile.
    ///
    /// - Returns: false when its partition is to be given up, or nothing is given out any more: it comes again by itself.
    mutating func hold(_ id: ID, isPause: Bool) -> (isHeld: Bool, Effect) {
        guard isKnown(id), lanes[id.partition]?.hold(id.offset, isPause: isPause) == true else {
            return (false, Effect())
        }
        if !isOver, lanes[id.partition]?.isClosing == false { return (true, Effect()) }
        return (false, release(id))
    }

    /// A record that was held is to be given out again now.
    mutating func release(_ id: ID) -> Effect {
        settle(id) { lane in
            lane.release(id.offset)
            return nil
        }
    }

    /// A record that was taken is to be given out again as though it had not been: after those before it that are held.
    mutating func putBack(_ id: ID) -> Effect {
        settle(id) { lane in
            lane.putBack(id.offset)
            return nil
        }
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

    /// What read a partition on has ended.
    mutating func endReadingOn(_ id: ID) -> Effect {
        settle(id) { lane in
            lane.endReadingOn()
            return nil
        }
    }

    /// Partitions that were parked are paused. Where to read on at once, and those that were given up meanwhile.
    mutating func paused(_ partitions: [TopicPartition]) -> (readOn: [ID], gone: [TopicPartition]) {
        var (due, gone): ([ID], [TopicPartition]) = ([], [])
        for partition in partitions {
            if lanes[partition]?.paused() != true { gone.append(partition) }
            if let place = takeReadOn(partition) { due.append(place) }
        }
        return (due, gone)
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
        load -= lanes.values[index].load
        defer { load += lanes.values[index].load }
        return body(&lanes.values[index])
    }

    /// Changes the lane of a place, unless that was given up meanwhile, and sees to what comes of it.
    ///
    /// - Parameter body: returns how far the lane is done now, if that has changed.
    private mutating func settle(_ id: ID, _ body: (inout DeliveryLane) -> Int64?) -> Effect {
        var effect = Effect()
        guard isKnown(id) else { return effect }
        effect.next = change(id.partition, body) ?? nil
        settle(id.partition, &effect)
        return effect
    }

    /// Ends a lane that is closed and of which nothing is out, and resumes whom its change concerns.
    private mutating func settle(_ partition: TopicPartition, _ effect: inout Effect) {
        if lanes[partition]?.isOver == true, let lane = lanes.removeValue(forKey: partition) {
            load -= lane.load
            effect.waiters += lane.waiters
            if let successor = lane.successor {
                generation += 1
                lanes[partition] = DeliveryLane(generation: generation, successor)
                load += lanes[partition]?.load ?? RecordLoad()
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
        guard hasRoom || isOver else { return [] }
        return room.end().map { [$0] } ?? []
    }
}

/// Room for more.
extension DeliveryQueue {
    /// Whether more may be read.
    var hasRoom: Bool { load.leavesRoom(in: limit) }

    /// Whether nothing can be given out before something is acknowledged.
    var isFull: Bool { !hasRoom && !canGive }

    private var canGive: Bool { ready.contains { lanes[$0]?.canGive == true } }

    /// Remembers how far all are, for whoever begins to wait for room; false when he need not.
    mutating func noteProgress() -> Bool {
        guard !hasRoom, !isOver else { return false }
        for partition in Array(lanes.keys) { lanes[partition]?.noteProgress() }
        return true
    }

    /// Waits for room. The number of this wait; nil when there is some, or when that doesn't matter any more.
    mutating func wait(forRoom waiter: Waiter) -> Int? {
        hasRoom || isOver ? nil : room.begin(waiter)
    }

    /// Who waits for room has waited long enough to look why there is none, unless that wait is over.
    mutating func stopWaiting(_ number: Int) -> Waiter? {
        room.end(number)
    }

    /// Waits for a record; false when there is one, or none will come.
    mutating func wait(forRecord waiter: Waiter) -> Bool {
        guard !isOver, !canGive else { return false }
        taker = waiter
        return true
    }

    /// Where there is still no room, and somebody waits for a record: makes some, by not counting partitions any longer of
    /// which nothing was done meanwhile. They are read on when what was taken of them is done.
    mutating func park() -> Parked {
        var parked = Parked()
        guard !hasRoom, !isOver, taker != nil else { return parked }
        for partition in Array(lanes.keys) {
            guard let begins = change(partition, { $0.park() }) ?? nil else { continue }
            parked.standing.append(partition)
            if begins { parked.partitions.append(partition) }
        }
        return parked
    }

    /// Where there is still no room, and other partitions may have something to give and are short of it: makes some, by
    /// dropping what others have above their share and was not given out.
    mutating func share(_ now: ContinuousClock.Instant = .now) -> Parked {
        var parked = Parked()
        guard !hasRoom, !isOver,
            let share = sharing.share(of: limit, among: lanes.values.filter(\.isOpen).map(\.demand), now)
        else { return parked }
        for partition in Array(lanes.keys) {
            guard change(partition, { $0.park(keeping: share) }) ?? nil == true else { continue }
            parked.partitions.append(partition)
        }
        guard hasRoom || !parked.isEmpty else { return parked }
        for (partition, lane) in lanes where lane.demand.count == 0 { lanes[partition]?.isServed = true }
        return parked
    }
}
