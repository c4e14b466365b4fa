// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// One partition of a ``DeliveryQueue``: its records in the order of their offsets, from the first that is not done.
struct DeliveryLane {
    private enum State {
        case waiting
        case out
        case held
        case done
    }

    private struct Entry {
        let record: any InboundRecord
        var state = State.waiting
        var attempts = 0
    }

    let generation: UInt64
    private var entries: [Entry] = []
    /// Those before it are done, and wait for being removed.
    private var head = 0
    /// The first that was never given out.
    private var fresh = 0
    /// Those that are to be given out again, in order.
    private var again: [Int64] = []
    private(set) var held = 0
    private(set) var out = 0
    var isClosing = false
    var isReady = false
    /// Those who wait for its end.
    var waiters: [DeliveryQueue.Waiter] = []
    /// The partition came back before what was taken of it was acknowledged: the records of the new assignment.
    var successors: [any InboundRecord]?

    init(generation: UInt64) {
        self.generation = generation
    }

    var count: Int { entries.count - head }

    var canGive: Bool { !isClosing && (!again.isEmpty || (held == 0 && fresh < entries.count)) }

    var undone: [any InboundRecord] { entries[head...].filter { $0.state != .done }.map(\.record) }

    /// False when it is closed, and the partition has not come back.
    mutating func add(_ records: [any InboundRecord]) -> Bool {
        guard !isClosing else {
            successors?.append(contentsOf: records)
            return successors != nil
        }
        entries.append(contentsOf: records.map { Entry(record: $0) })
        return true
    }

    mutating func take() -> (record: any InboundRecord, attempt: Int, generation: UInt64)? {
        guard canGive else { return nil }
        let index: Int
        if let offset = again.first, let known = place(of: offset) {
            again.removeFirst()
            index = known
        } else {
            index = fresh
            fresh += 1
        }
        entries[index].state = .out
        entries[index].attempts += 1
        out += 1
        return (entries[index].record, entries[index].attempts, generation)
    }

    /// The offset up to which all is done now, if that has changed, and how many records that are; nil when the record is
    /// done already.
    mutating func done(_ offset: Int64) -> (next: Int64?, count: Int)? {
        guard let index = place(of: offset), entries[index].state != .done else { return nil }
        leave(index)
        entries[index].state = .done
        let first = head
        while head < entries.count, entries[head].state == .done { head += 1 }
        guard head > first else { return (nil, 0) }
        let result = (entries[head - 1].record.offset + 1, head - first)
        if head >= 256, head * 2 >= entries.count {
            entries.removeFirst(head)
            fresh -= head
            head = 0
        }
        return result
    }

    mutating func hold(_ offset: Int64) -> Bool {
        guard let index = place(of: offset), entries[index].state == .out else { return false }
        leave(index)
        entries[index].state = .held
        held += 1
        return true
    }

    mutating func release(_ offset: Int64) {
        guard let index = place(of: offset), entries[index].state == .held else { return }
        leave(index)
        entries[index].state = .waiting
        if !isClosing { again.insert(offset, at: again.firstIndex { $0 > offset } ?? again.count) }
    }

    mutating func releaseAll() {
        for index in entries.indices where entries[index].state == .held { entries[index].state = .waiting }
        held = 0
    }

    private mutating func leave(_ index: Int) {
        switch entries[index].state {
        case .out: out -= 1
        case .held: held -= 1
        case .waiting, .done: break
        }
    }

    private func place(of offset: Int64) -> Int? {
        var (low, high) = (head, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].record.offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].record.offset == offset ? low : nil
    }
}
