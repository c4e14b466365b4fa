// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct ClientLeaseTests {
    @Test func aClientThatNobodyIsInIsDestroyedAtOnce() {
        var lease = ClientLease()
        let (began, calls, ended) = (lease.begin(), lease.calls, lease.end())
        #expect(began)
        #expect(calls == 1)
        #expect(ended == .nothing)
        lease.close()
        let (late, actions) = (lease.begin(), [lease.leave(), lease.leave()])
        #expect(!late)
        #expect(actions == [.destroy, .nothing])
    }

    @Test func theLastCallDestroysAClientThatWasLeft() {
        var lease = ClientLease()
        let began = [lease.begin(), lease.begin()]
        #expect(began == [true, true])
        lease.close()
        let actions = [lease.end(), lease.leave(), lease.end()]
        #expect(actions == [.nothing, .nothing, .destroy])
    }
}
