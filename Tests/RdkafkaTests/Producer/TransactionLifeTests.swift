// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct TransactionLifeTests {
    private static let someError = KafkaError(.broker, "no")

    /// A life with the transaction of that number open.
    private func open() -> TransactionLife {
        var life = TransactionLife()
        _ = life.start(.initialize)
        life.finish(.initialize, nil)
        _ = life.start(.begin)
        life.finish(.begin, nil)
        return life
    }

    /// `#expect` can't look into values that are not copyable.
    private func check(_ condition: Bool, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(condition, sourceLocation: sourceLocation)
    }

    @Test func theFirstCallInitializes() {
        var life = TransactionLife()
        check(life.callBeforeBegin == .initialize)
        check(life.start(.begin)?.code == .invalidState)
        check(life.start(.initialize) == nil)
        life.finish(.initialize, .retriable(Self.someError))
        check(life.callBeforeBegin == .initialize)
        check(life.start(.initialize) == nil)
        life.finish(.initialize, nil)
        check(life.callBeforeBegin == nil)
        check(life.start(.initialize)?.code == .invalidState)
        check(life.start(.begin) == nil)
        check(life.finish(.begin, nil) == 1)
    }

    @Test func oneTransactionAndOneCallAtATime() {
        var life = open()
        check(life.start(.begin)?.code == .invalidState)
        check(life.start(.commit(1)) == nil)
        check(life.start(.commit(1))?.code == .invalidState)
        life.finish(.commit(1), nil)
        check(life.start(.begin) == nil)
        check(life.finish(.begin, nil) == 2)
        for call in [TransactionLife.Call.commit(1), .abort(1), .sendOffsets(1)] {
            check(life.start(call)?.code == .invalidState)
        }
    }

    @Test func oneThatNobodyHasAnyMoreIsAbortedBeforeTheNext() {
        var life = open()
        check(life.callBeforeBegin == nil)
        life.leave(1)
        check(life.callBeforeBegin == .abort(1))
        check(life.start(.abort(1)) == nil)
        life.finish(.abort(1), nil)
        check(life.callBeforeBegin == nil)
        _ = life.start(.begin)
        life.finish(.begin, nil)
        check(life.callBeforeBegin == nil)
    }

    @Test func aCommitThatIsNotKnownToBeOverCanOnlyBeRepeated() {
        var life = open()
        _ = life.start(.commit(1))
        life.finish(.commit(1), .retriable(Self.someError))
        check(life.callBeforeBegin == .commit(1))
        for call in [TransactionLife.Call.begin, .abort(1), .sendOffsets(1)] {
            check(life.start(call)?.code == .invalidState)
        }
        check(life.start(.commit(1)) == nil)
        life.finish(.commit(1), nil)
        check(life.phase == .ready)
    }

    @Test func aTransactionThatFailedIsAborted() {
        var life = open()
        _ = life.start(.commit(1))
        life.finish(.commit(1), .abortable(Self.someError))
        check(life.start(.abort(1)) == nil)
        life.finish(.abort(1), .retriable(Self.someError))
        check(life.callBeforeBegin == .abort(1))
        check(life.start(.commit(1))?.code == .invalidState)
        check(life.start(.abort(1)) == nil)
        life.finish(.abort(1), nil)
        check(life.start(.begin) == nil)
    }

    @Test func afterAFatalErrorLibrdkafkaHasTheWord() {
        var life = open()
        _ = life.start(.sendOffsets(1))
        life.finish(.sendOffsets(1), .fatal(Self.someError))
        check(life.phase == .failed)
        for call in [TransactionLife.Call.begin, .abort(1), .commit(1), .initialize] {
            check(life.start(call) == nil)
            life.finish(call, .fatal(Self.someError))
        }
        check(life.phase == .failed)
    }

    @Test func recordsAreTakenOnlyWhileTheirTransactionIsOpen() {
        var life = open()
        check(life.beginSend(1) == nil)
        check(life.beginSend(2)?.code == .invalidState)
        _ = life.start(.commit(1))
        let late = life.beginSend(1)
        check(late?.code == .invalidState && late?.deliveryStatus == .notPersisted)
    }

    @Test func theEndOfTheLastSendIsTold() async {
        let life = Lock(open())
        #expect(life.withLock { $0.beginSend(1) } == nil)
        #expect(life.withLock { $0.beginSend(1) } == nil)
        let isIdle = await Resumption.wait { waiter in
            #expect(life.withLock { $0.waitUntilIdle(waiter) })
            #expect(life.withLock { $0.endSend() } == nil)
            life.withLock { $0.endSend() }?.resume(returning: true)
        }
        #expect(isIdle)
    }

    @Test func aShutdownEndsTheWaitAndRefusesCalls() async {
        let life = Lock(open())
        #expect(life.withLock { $0.beginSend(1) } == nil)
        let isIdle = await Resumption.wait { waiter in
            #expect(life.withLock { $0.waitUntilIdle(waiter) })
            life.withLock { $0.close() }?.resume(returning: false)
        }
        #expect(!isIdle)
        #expect(life.withLock { $0.start(.commit(1)) }?.code == .shutDown)
    }
}
