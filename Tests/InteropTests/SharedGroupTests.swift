// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import TestSupport
import Testing

extension Interop {
    /// Swift and Python listeners are members of one consumer group.
    @Suite struct SharedGroup {
        let topic = uniqueTopic("shared")
        let pool = uniqueGroup("shared")

        /// With nothing on its way while oslo.messaging's listener starts and while it stops, which is when it throws
        /// messages away (D9, D10, D11), nothing at all may be missing: neither at the handover to it nor at the
        /// handover back.
        @Test("Nothing is lost when an oslo.messaging listener joins a Swift one, and leaves")
        func joinAndLeave() async throws {
            let group = try SharedGroupRun(topic: topic, pool: pool)
            try await OsloProgram.setUp(bootstrap: Interop.bootstrap(), group: pool, topics: ["\(topic).info"])
            let swift = try group.member()
            try await swift.listener.whileRunning {
                try await swift.waitForPartitions(4)
                try await group.send(200)
                try await group.waitUntilAllAreHandled()

                try await group.withPythonMember { python in
                    try await swift.waitForPartitions(2)
                    let handledBefore = swift.handled.count
                    // Which partitions a round meets is chance.
                    while group.handledByPython.count == 0 || swift.handled.count == handledBefore {
                        try await group.send(100)
                        try await group.waitUntilAllAreHandled()
                    }
                    try await python.stop()
                }
                try await swift.waitForPartitions(4)
                try await group.send(200)
                try await group.waitUntilAllAreHandled()
            }
            #expect(group.missing.isEmpty)
        }

        /// Notifications are sent all the time, while an oslo.messaging listener joins and leaves and then a second Swift
        /// one does. oslo.messaging's loses what its Kafka client has handed to it: the first message (D9), those of a
        /// commit that a rebalance refuses (D11, D34), those that wait when it stops (D10). The client itself tells which
        /// it has handed over. Whatever no endpoint got must be among them: then it was not Swift that lost it.
        @Test("Nothing is lost by Swift listeners while an oslo.messaging one and a Swift one join and leave a stream")
        func joinAndLeaveInAStream() async throws {
            let group = try SharedGroupRun(topic: topic, pool: pool)
            try await OsloProgram.setUp(bootstrap: Interop.bootstrap(), group: pool, topics: ["\(topic).info"])
            let first = try group.member()
            try await first.listener.whileRunning {
                try await first.waitForPartitions(4)
                try await group.whileSending {
                    try await first.handled.waitForCount(100)
                    try await group.withPythonMember { python in
                        try await first.waitForPartitions(2)
                        let handledBefore = group.handledByPython.count
                        try await group.handledByPython.waitForCount(handledBefore + 100)

                        let second = try group.member()
                        try await second.listener.whileRunning {
                            try await second.handled.waitForCount(100)
                            try await python.stop()
                            try await first.waitForPartitions(2)
                            try await second.waitForPartitions(2)
                        }
                    }
                    try await first.waitForPartitions(4)
                    let handledBefore = first.handled.count
                    try await first.handled.waitForCount(handledBefore + 100)
                }
                try await group.waitUntilAllAreAccountedFor()
            }
            let lostByPython = Set(group.fetchedByPython.elements)
            #expect(group.missing.subtracting(lostByPython).isEmpty)
        }
    }
}
