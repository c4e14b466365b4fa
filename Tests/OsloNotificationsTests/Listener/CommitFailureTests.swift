// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import OsloNotifications
@testable import Rdkafka

/// What is said of a commit that failed for some partitions.
@Suite struct CommitFailureTests {
    @Test("D11: dead letters whose progress is not committed are told, all of their partitions")
    func failed() {
        let first = TopicPartition(topic: "t.dead", partition: 0)
        let second = TopicPartition(topic: "t.dead", partition: 1)
        #expect(KafkaWindowReader.failure(CommitResult(committed: [], failed: [:])) == nil)
        let denied = KafkaError(.broker, "denied", responseCode: KafkaError.ResponseCode(rawValue: 29))
        let one = KafkaWindowReader.failure(
            CommitResult(committed: [TopicPartitionOffset(first, offset: 1)], failed: [second: denied]))
        #expect(one?.code == .authorizationFailed)
        #expect(one?.message.hasPrefix("t.dead[1]: ") == true)
        let both = KafkaWindowReader.failure(CommitResult(committed: [], failed: [first: denied, second: denied]))
        #expect(both?.causes.count == 2)
    }
}
