// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport

@testable import OsloNotifications

/// A consumer and the tasks of a listener, as far as ``PartitionLanes`` has to do with them, one step at a time.
struct LaneModel: ~Copyable {
    /// A partition as its consumer has it.
    private struct Place {
        let all: PartitionSlice
        /// The next to be read.
        var position = 0
        var isPaused = false
        /// The next to be handled.
        var next = 0
        var isStarted = false
        var work: PartitionLanes.Work?
    }

    private var lanes: PartitionLanes
    private var places: [TopicPartition: Place] = [:]
    private let names: [TopicPartition]
    private var toPause: [TopicPartition] = []
    private var toReadOn: [PartitionLanes.ReadOn] = []
    private var now = ContinuousClock.now
    private var generator: SeededGenerator
    private var isRight = true

    init(_ slices: [PartitionSlice], seed: UInt64) {
        lanes = PartitionLanes(limit: RecordLoad(count: 32, bytes: .max))
        generator = SeededGenerator(seed: seed)
        names = slices.map(\.partition)
        for slice in slices {
            places[slice.partition] = Place(all: slice)
            lanes.open(slice.partition)
        }
    }

    /// Whether all was handled, in order, and nothing is left.
    mutating func run() -> Bool {
        for step in 0..<20_000 where isRight {
            let partition = names[random(names.count)]
            switch random(12) {
            case 0...2: read(partition)
            case 3...5: work(partition)
            case 6, 7: finish(partition)
            case 8: makeRoom()
            case 9: pause()
            case 10: readOn()
            default: if step < 2000, random(20) == 0 { rebalance(partition) }
            }
            if places.values.allSatisfy({ $0.next == $0.all.count && $0.work == nil && !$0.isStarted }),
                toReadOn.isEmpty, toPause.isEmpty
            {
                return isRight && lanes.load == RecordLoad() && lanes.pending.values.allSatisfy { $0 == 0 }
            }
        }
        return false
    }

    private mutating func read(_ partition: TopicPartition) {
        guard lanes.hasRoom, toPause.isEmpty, let place = places[partition], !place.isPaused else { return }
        let rest = place.all.split(at: place.position).tail
        guard rest.count > 0 else { return }
        let slice = rest.split(at: 1 + random(12)).head
        places[partition]?.position += slice.count
        if lanes.add(slice) { start(partition) }
    }

    private mutating func start(_ partition: TopicPartition) {
        // One at a time.
        if places[partition]?.isStarted == true { isRight = false }
        places[partition]?.isStarted = true
    }

    private mutating func work(_ partition: TopicPartition) {
        guard let place = places[partition], place.isStarted, place.work == nil else { return }
        let turn = lanes.next(partition)
        take(turn.readOn)
        places[partition]?.work = turn.work
        guard turn.work == nil else { return }
        let end = lanes.end(partition)
        take(end.readOn)
        if end.isOver { places[partition]?.isStarted = false }
    }

    private mutating func finish(_ partition: TopicPartition) {
        guard let work = places[partition]?.work else { return }
        for range in work.slice.ranges {
            for index in range where !work.closing.isSet {
                guard let next = places[partition]?.next else { return }
                if work.slice.batch[index].offset != Int64(next) { isRight = false }
                places[partition]?.next = next + 1
                work.progress.tick()
            }
        }
        places[partition]?.work = nil
        take(lanes.finished(work.slice).readOn)
    }

    private mutating func makeRoom() {
        guard toPause.isEmpty else { return }
        now += .milliseconds(random(100))
        if random(4) == 0 {
            toPause = lanes.park().partitions
            _ = lanes.noteProgress()
        } else {
            toPause = lanes.share(now).partitions
        }
    }

    private mutating func pause() {
        guard !toPause.isEmpty else { return }
        for partition in toPause { places[partition]?.isPaused = true }
        let (due, gone) = lanes.paused(toPause)
        toPause = []
        toReadOn += due
        for partition in gone { places[partition]?.isPaused = false }
    }

    private mutating func readOn() {
        guard !toReadOn.isEmpty else { return }
        let place = toReadOn.remove(at: random(toReadOn.count))
        if !place.closing.isSet {
            places[place.partition]?.position = Int(place.offset)
            if lanes.isBack(place.partition, place.closing) {
                places[place.partition]?.isPaused = false
            } else {
                isRight = false
            }
        }
        let end = lanes.endReadingOn(place.partition, place.closing)
        take(end.readOn)
        if !end.isOver { start(place.partition) }
    }

    /// It goes and comes back, whether what is at work has ended or not. What is done is committed.
    private mutating func rebalance(_ partition: TopicPartition) {
        _ = lanes.close([partition])
        lanes.open(partition)
        let next = places[partition]?.next ?? 0
        places[partition]?.position = next
        places[partition]?.isPaused = false
    }

    private mutating func take(_ place: PartitionLanes.ReadOn?) {
        if let place { toReadOn.append(place) }
    }

    private mutating func random(_ count: Int) -> Int {
        generator.next(below: count)
    }
}
