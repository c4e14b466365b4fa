// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Testing

@testable import oslo_notify

@Suite("State of oslo-notify")
struct EmbeddedCommandLineStateTests {
    @Test("Lines end at line feeds and at the end of the input")
    func lines() throws {
        var buffer = LineBuffer()
        var chunks: [[UInt8]] = ["ab", "c\n\nd\r\n", "e", ""].map { Array($0.utf8) }
        var lines: [String] = []
        while !buffer.isAtEnd {
            try buffer.fill { $0 += chunks.removeFirst() }
            while let range = buffer.nextLine() { lines.append(String(decoding: buffer.bytes[range], as: UTF8.self)) }
        }
        #expect(lines == ["abc", "", "d\r", "e"])
    }

    @Test("Silence counts from the last acknowledgement, and only while something is outstanding")
    func silence() {
        let start = ContinuousClock.now
        var silence = Silence(limit: .seconds(3), at: start)
        func isOver(_ seconds: Int, _ acknowledged: Int, _ isWaiting: Bool = true) -> Bool {
            silence.isOver(at: start + .seconds(seconds), acknowledged: acknowledged, isWaiting: isWaiting)
        }
        #expect(!isOver(2, 0))
        #expect(!isOver(4, 1))
        #expect(!isOver(6, 1))
        #expect(!isOver(9, 1, false))
        #expect(!isOver(11, 1))
        #expect(isOver(12, 1))
    }

    @Test("The tally counts each notification once, and refuses more when it is stopped")
    func tally() {
        var tally = SendTally()
        let (begins, outstanding) = (tally.begin(10), tally.outstanding)
        #expect(begins)
        #expect(outstanding == 10)
        tally.refuse(2)
        let hasWaiter = tally.settle(acknowledged: 6, undelivered: 3, refused: 1) != nil
        #expect(!hasWaiter)
        let counts = [tally.sent, tally.acknowledged, tally.failed, tally.outstanding]
        #expect(counts == [9, 6, 6, 0])
        tally.stop()
        let beginsAgain = tally.begin(1)
        #expect(!beginsAgain)
    }
}
