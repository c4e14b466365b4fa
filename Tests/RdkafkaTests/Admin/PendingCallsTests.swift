// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct PendingCallsTests {
    @Test func aCallIsTakenOnce() {
        var calls = PendingCalls<String>()
        let (first, second) = (calls.nextToken(), calls.nextToken())
        #expect(first != second)
        #expect(first != 0)
        let added = [calls.add(first, "first"), calls.add(second, "second")]
        #expect(added == [true, true])
        let taken = [calls.take(first), calls.take(first), calls.take(77), calls.take(second)]
        #expect(taken == ["first", nil, nil, "second"])
    }

    @Test func theEndTakesWhatWaitsAndRefusesWhatComes() {
        var calls = PendingCalls<String>()
        let (first, second) = (calls.nextToken(), calls.nextToken())
        let added = calls.add(first, "first")
        #expect(added)
        let (waiting, left) = (calls.close(), calls.take(first))
        #expect(waiting == ["first"])
        #expect(left == nil)
        let (late, again) = (calls.add(second, "second"), calls.close())
        #expect(!late)
        #expect(again.isEmpty)
    }
}
