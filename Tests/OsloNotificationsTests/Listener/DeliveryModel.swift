// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import TestSupport

@testable import OsloNotifications
@testable import Rdkafka

/// A consumer and who takes and acknowledges, as far as a ``DeliveryQueue`` has to do with them, one step at a time.
struct DeliveryModel: ~Copyable {
    /// A partition as its consumer has it.
    private struct Place {
        /// The next to be read.
        var position: Int64 = 0
        var isPaused = false
        /// The next to be taken for the first time, by assignment.
        var next: [UInt64: Int64] = [:]
        /// Where an assignment of it began last.
        var start: Int64 = 0
        /// How far it is done.
        var stored: Int64 = 0
    }

    private static let limit = 32
    private var queue = DeliveryQueue(limit: RecordLoad(count: limit, bytes: .max))
    private var places: [TopicPartition: Place] = [:]
    private let names: [TopicPartition]
    private let count: Int64
    private var out: [DeliveryQueue.Delivery] = []
    private var held: [DeliveryQueue.Delivery] = []
    private var toPause: [TopicPartition] = []
    private var toReadOn: [DeliveryQueue.ID] = []
    private var now = ContinuousClock.now
    private var generator: SeededGenerator
    private var isRight = true

    init(partitions: Int, count: Int64, seed: UInt64) {
        self.count = count
        generator = SeededGenerator(seed: seed)
        names = (0..<partitions).map { TopicPartition(topic: "n.info", partition: Int32($0)) }
        for name in names {
            places[name] = Place()
            queue.open(name)
        }
    }

    /// Whether all was taken, in order, and is done, and nothing is left.
    mutating func run() -> Bool {
        for step in 0..<20_000 where isRight {
            let partition = names[random(names.count)]
            switch random(14) {
            case 0...2: read(partition)
            case 3...5: take()
            case 6...8: acknowledge()
            case 9: requeue()
            case 10: makeRoom()
            case 11: pause()
            case 12: readOn()
            default: if step < 2000, random(20) == 0 { rebalance(partition) }
            }
            if places.values.allSatisfy({ $0.stored == count && $0.position == count }), out.isEmpty, held.isEmpty,
                toReadOn.isEmpty, toPause.isEmpty, queue.load == RecordLoad()
            {
                return isRight && queue.pending.values.allSatisfy { $0 == 0 }
            }
        }
        return false
    }

    private mutating func read(_ partition: TopicPartition) {
        guard queue.hasRoom, toPause.isEmpty, let place = places[partition], !place.isPaused else { return }
        let end = min(count, place.position + 1 + Int64(random(12)))
        let records = (place.position..<end).map {
            MemoryRecord(place: partition, offset: $0, timestamp: nil, key: nil, value: [0], headers: [])
        }
        places[partition]?.position = end
        _ = queue.add(records, of: partition)
    }

    private mutating func take() {
        guard out.count < 20, let delivery = queue.take() else { return }
        toReadOn += queue.takeReadOns()
        out.append(delivery)
        let id = delivery.id
        let next = places[id.partition]?.next[id.generation] ?? places[id.partition]?.start ?? 0
        guard delivery.attempt == 1 else { return }
        if id.offset != next { isRight = false }
        places[id.partition]?.next[id.generation] = id.offset + 1
    }

    private mutating func acknowledge() {
        guard !out.isEmpty else { return }
        let delivery = out.remove(at: random(out.count))
        carryOut(queue.done(delivery.id), delivery.id.partition)
    }

    private mutating func requeue() {
        if !held.isEmpty, random(2) == 0 {
            let delivery = held.remove(at: random(held.count))
            carryOut(queue.release(delivery.id), delivery.id.partition)
        } else if !out.isEmpty {
            let delivery = out.remove(at: random(out.count))
            let (isHeld, effect) = queue.hold(delivery.id, isPause: random(2) == 0)
            carryOut(effect, delivery.id.partition)
            if isHeld { held.append(delivery) }
        }
    }

    private mutating func makeRoom() {
        guard toPause.isEmpty else { return }
        now += .milliseconds(random(100))
        toPause = queue.share(now).partitions
    }

    private mutating func pause() {
        guard !toPause.isEmpty else { return }
        for partition in toPause { places[partition]?.isPaused = true }
        let (due, gone) = queue.paused(toPause)
        toPause = []
        toReadOn += due
        for partition in gone { places[partition]?.isPaused = false }
    }

    private mutating func readOn() {
        guard !toReadOn.isEmpty else { return }
        let place = toReadOn.remove(at: random(toReadOn.count))
        if queue.closing(of: place)?.isSet == false {
            places[place.partition]?.position = place.offset
            if queue.isBack(place) { places[place.partition]?.isPaused = false } else { isRight = false }
        }
        carryOut(queue.endReadingOn(place), place.partition)
    }

    /// It goes and comes back, whether what was taken is acknowledged or not.
    private mutating func rebalance(_ partition: TopicPartition) {
        _ = queue.close([partition])
        queue.open(partition)
        let stored = places[partition]?.stored ?? 0
        places[partition]?.position = stored
        places[partition]?.start = stored
        places[partition]?.isPaused = false
    }

    private mutating func carryOut(_ effect: DeliveryQueue.Effect, _ partition: TopicPartition) {
        if let next = effect.next { places[partition]?.stored = next }
        if let place = effect.readOn { toReadOn.append(place) }
    }

    private mutating func random(_ count: Int) -> Int {
        generator.next(below: count)
    }
}
