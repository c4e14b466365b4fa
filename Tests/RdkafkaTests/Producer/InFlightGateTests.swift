// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct InFlightGateTests {
    private typealias Load = InFlightGate.Load

    @Test func theBoundIsInRecordsAndInBytes() {
        let gate = InFlightGate(limit: Load(records: 3, bytes: 100))
        #expect(gate.tryEnter(Load(records: 1, bytes: 60)))
        #expect(!gate.tryEnter(Load(records: 1, bytes: 41)))
        #expect(gate.tryEnter(Load(records: 2, bytes: 40)))
        #expect(!gate.tryEnter(Load(records: 1, bytes: 0)))
        #expect(gate.inFlight == Load(records: 3, bytes: 100))
        gate.leave(Load(records: 1, bytes: 60))
        #expect(gate.tryEnter(Load(records: 1, bytes: 60)))
    }

    @Test func oneThatIsLargerThanTheBoundIsLetInAlone() {
        let gate = InFlightGate(limit: Load(records: 10, bytes: 100))
        #expect(gate.tryEnter(Load(records: 1, bytes: 1000)))
        #expect(!gate.tryEnter(Load(records: 1, bytes: 1)))
        gate.leave(Load(records: 1, bytes: 1000))
        #expect(gate.tryEnter(Load(records: 1, bytes: 1)))
    }

    @Test func theCountSurvivesMoreThanItsBits() {
        let gate = InFlightGate(limit: Load(records: 10, bytes: 1 << 39))
        for _ in 0..<300 {
            #expect(gate.tryEnter(Load(records: 10, bytes: 1 << 38)))
            gate.leave(Load(records: 10, bytes: 1 << 38))
        }
        #expect(gate.inFlight == Load(records: 0, bytes: 0))
    }

    @Test func moreRecordsMayPassThanTheirBitsCount() {
        // 40 million records, one and a half times round the word and more.
        let load = Load(records: 1 << 20, bytes: 1 << 20)
        let gate = InFlightGate(limit: load)
        for _ in 0..<40 {
            #expect(gate.tryEnterOpen(load))
            #expect(gate.inFlight == load)
            #expect(gate.callsUnderWay == load.records)
            gate.callReturned(load)
            #expect(!gate.tryEnter(Load(records: 1, bytes: 1)))
            gate.leave(load)
        }
        #expect(gate.inFlight == Load(records: 0, bytes: 0))
        #expect(gate.callsUnderWay == 0)
    }

    @Test func waitersAreLetInInOrder() async {
        let gate = InFlightGate(limit: Load(records: 1, bytes: 100))
        #expect(gate.tryEnter(Load(records: 1, bytes: 1)))
        let order = Shared<[Int]>([])
        await withTaskGroup { group in
            for number in 0..<5 {
                let id = gate.makeWaiterID()
                await Resumption.wait { (hasJoined: Resumption<Void>) in
                    group.addTask {
                        let admission = await Resumption.wait { continuation in
                            gate.wait(id, Load(records: 1, bytes: 1), continuation)
                            hasJoined.resume()
                        }
                        #expect(admission == .granted)
                        order.update { $0.append(number) }
                        gate.leave(Load(records: 1, bytes: 1))
                    }
                }
            }
            // Somebody waits, so that nobody may pass.
            #expect(!gate.tryEnter(Load(records: 0, bytes: 0)))
            gate.leave(Load(records: 1, bytes: 1))
        }
        #expect(order.value == [0, 1, 2, 3, 4])
    }

    @Test func aWaitCanBeTakenBackBeforeItBegins() async {
        let gate = InFlightGate(limit: Load(records: 1, bytes: 100))
        #expect(gate.tryEnter(Load(records: 1, bytes: 1)))
        let id = gate.makeWaiterID()
        gate.abandon(id, .cancelled)
        #expect(await Resumption.wait { gate.wait(id, Load(records: 1, bytes: 1), $0) } == .cancelled)
        gate.leave(Load(records: 1, bytes: 1))
        #expect(gate.tryEnter(Load(records: 1, bytes: 1)))
    }

    @Test func closingTellsWhoWaits() async {
        let gate = InFlightGate(limit: Load(records: 1, bytes: 100))
        #expect(gate.tryEnter(Load(records: 1, bytes: 1)))
        let id = gate.makeWaiterID()
        let admission = await Resumption.wait { continuation in
            gate.wait(id, Load(records: 1, bytes: 1), continuation)
            gate.close()
        }
        #expect(admission == .closed)
        #expect(gate.isClosed)
    }
}
