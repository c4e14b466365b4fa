// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

/// The topics and groups of a broker in memory, without the broker.
@Suite struct MemoryLogTests {
    private final class Member: Sendable {
        var id: ObjectIdentifier { ObjectIdentifier(self) }
    }

    private let one = Member()
    private let other = Member()
    private let place = TopicPartition(topic: "t", partition: 0)

    private func log(_ partitions: Int = 1, retained: Int = 100) -> MemoryLog {
        MemoryLog(partitionCount: partitions, retained: retained)
    }

    private func record(_ key: [UInt8]? = nil) -> ProducerRecord {
        ProducerRecord(topic: "t", key: key, value: [])
    }

    private func lend(
        _ log: inout MemoryLog, _ member: Member, maximumCount: Int = 1, ahead: Bool = false
    ) -> [MemoryRecord] {
        log.lend(
            MemoryLog.Demand(
                member: member.id, group: "g", topics: ["t"], maximumCount: maximumCount, ahead: ahead))
    }

    // What can't be copied can't stand in an expectation.
    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    private func lag(_ log: borrowing MemoryLog) -> Int64 {
        log.lag("g", ["t"]).values.reduce(0, +)
    }

    @Test func `keys choose partitions, and others go in turn`() {
        var log = log(4)
        let turns = (0..<8).map { _ in log.append(record(), at: 0).0.partition }
        #expect(turns == [0, 1, 2, 3, 0, 1, 2, 3])
        let keyed = (0..<40).map { _ in log.append(.init(topic: "k", key: [1, 2], value: []), at: 0) }
        #expect(Set(keyed.map(\.0)).count == 1)
        #expect(keyed.map(\.1) == Array(0..<40))
    }

    @Test func `old records go, and groups go on with what is there`() {
        var log = log(retained: 10)
        for _ in 0..<40 { _ = log.append(record(), at: 0) }
        log.join("g", ["t"])
        let first = lend(&log, one)
        #expect((first.first?.offset ?? 0) >= 25)
        check(lend(&log, one).isEmpty)
        log.giveBack(first[0], "g", from: one.id)
        check(lend(&log, other).first?.offset == first[0].offset)
        log.commit(first[0].offset + 1, of: first[0], "g", by: other.id)
        let second = lend(&log, one)
        #expect(second.first?.offset == first[0].offset + 1)
        log.removeAll()
        check(lag(log) == 0)
        log.commit(second[0].offset + 1, of: second[0], "g", by: one.id)
        check(lend(&log, one).isEmpty)
        _ = log.append(record(), at: 0)
        check(lend(&log, one).first?.offset == 40)
    }

    @Test("D4: a partition is one member's as long as that has something of it that is not done")
    func ahead() {
        var log = log()
        for _ in 0..<5 { _ = log.append(record(), at: 0) }
        log.join("g", ["t"])
        let first = lend(&log, one, ahead: true)
        let more = lend(&log, one, maximumCount: 2, ahead: true)
        #expect((first + more).map(\.offset) == [0, 1, 2])
        check(lend(&log, other, ahead: true).isEmpty)
        log.commit(2, of: more[0], "g", by: one.id)
        check(lend(&log, other).isEmpty)
        log.giveBack(nil, "g", from: one.id)
        let others = lend(&log, other, maximumCount: 10)
        #expect(others.map(\.offset) == [2, 3, 4])
        // Too late: it is somebody else's now.
        log.commit(5, of: more[1], "g", by: one.id)
        log.giveBack(more[1], "g", from: one.id)
        check(lag(log) == 3)
        check(lend(&log, one).isEmpty)
        log.commit(5, of: others[2], "g", by: other.id)
        check(lag(log) == 0)
    }

    @Test("D35: a topic that is deleted and made again begins anew for all groups")
    func deleted() {
        var log = log()
        for _ in 0..<5 { _ = log.append(record(), at: 0) }
        log.join("g", ["t"])
        let old = lend(&log, one, maximumCount: 3)
        log.commit(2, of: old[0], "g", by: one.id)
        log.delete("t")
        check(log.topicNames.isEmpty)
        check(lend(&log, one).isEmpty)
        for _ in 0..<2 { _ = log.append(record(), at: 0) }
        check(lend(&log, other).map(\.offset) == [0])
        // What is said of the earlier topic means nothing in this one.
        log.commit(3, of: old[2], "g", by: one.id)
        log.giveBack(old[2], "g", from: other.id)
        check(lag(log) == 2)
        check(lend(&log, one).isEmpty)
    }

    @Test("D1: what is sent in a transaction is seen when it is committed, and holds up what comes after it")
    func transactions() throws {
        var log = log()
        log.join("g", ["t"])
        let instance = log.register("id")
        let number = log.begin("id", instance: instance)
        let transaction = try #require(number)
        _ = log.append(record(), at: 0, in: transaction)
        _ = log.append(record(), at: 0)
        check(lend(&log, one).isEmpty)
        check(log.records("t").isEmpty)
        check(log.window(["t"], from: nil, to: nil).isEmpty)
        check(log.commit(transaction))
        check(!log.commit(transaction))
        check(lend(&log, one, maximumCount: 9).map(\.offset) == [0, 1])

        let next = log.begin("id", instance: instance)
        let undone = try #require(next)
        _ = log.append(record(), at: 0, in: undone)
        _ = log.append(record(), at: 0)
        log.abort(undone)
        check(!log.isOpen(undone))
        check(lend(&log, one, maximumCount: 9, ahead: true).map(\.offset) == [3])
        check(log.records("t").map(\.offset) == [0, 1, 3])

        let last = log.begin("id", instance: instance)
        let fenced = try #require(last)
        let successor = log.register("id")
        check(!log.commit(fenced))
        check(log.begin("id", instance: instance) == nil)
        check(log.begin("id", instance: successor) != nil)
    }

    @Test("D14: a new group begins at the end, at a time, or at an offset")
    func starts() {
        var log = log()
        for time in 0..<10 { _ = log.append(record(), at: Int64(time)) }
        for (group, start, offset) in [
            ("a", MemoryLog.Start(), 0), ("b", MemoryLog.Start(isAtEnd: true), 10),
            ("c", MemoryLog.Start(time: 4), 4), ("d", MemoryLog.Start(time: 99), 10),
            ("e", MemoryLog.Start(isAtEnd: true, time: 4, offsets: [place: 7]), 7),
        ] {
            log.join(group, ["t"], start)
            check(log.committed(group, place) == Int64(offset))
        }
        check(log.window(["t", "none"], from: 3, to: 6) == [place: 3..<6])
        check(log.window(["t"], from: nil, to: nil) == [place: 0..<10])
        check(log.window(["t"], from: 99, to: nil).isEmpty)
    }
}
