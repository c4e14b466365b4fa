// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

@testable import OsloNotifications

@Suite(.timeLimit(.minutes(1))) struct TransactionBoardTests {
    private let first = TopicPartition(topic: "notifications.info", partition: 0)
    private let second = TopicPartition(topic: "notifications.info", partition: 1)

    @Test("D34: a batch of partitions that are to be given up is not begun with, nor one of partitions that are gone")
    func refused() async {
        let board = TransactionBoard()
        #expect(board.begin([first], count: 1).isSet)
        board.end()
        board.open([first, second])
        board.beginClosing([first])
        #expect(board.begin([first, second], count: 2).isSet)
        #expect(!board.isOpen(first) && board.isOpen(second))
        board.end()
        #expect(!board.begin([second], count: 1).isSet)
        board.end()
        board.open([first])
        #expect(!board.begin([first, second], count: 2).isSet)
        #expect(board.unfinished == 2)
        board.end()
        #expect(board.unfinished == 0)
    }

    @Test("D34: partitions are not given up before the transaction about them has ended, which is told")
    func waiting() async {
        let board = TransactionBoard()
        board.open([first, second])
        let closing = board.begin([first], count: 1)
        board.beginClosing([second])
        #expect(!closing.isSet)
        await board.waitForEnd([second])
        board.beginClosing([first])
        #expect(closing.isSet)
        async let ended: Void = board.waitForEnd([first])
        board.end()
        await ended
    }

    @Test("D12: nobody waits for a transaction when the time to end is up")
    func over() async {
        let board = TransactionBoard()
        board.open([first])
        _ = board.begin([first], count: 1)
        async let waited: Void = board.waitForEnd([first])
        board.endWaiting()
        await waited
        // Nor afterwards.
        await board.waitForEnd([first])
        #expect(board.unfinished == 1)
        board.end()
        #expect(board.unfinished == 0)
    }
}
