// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import CRdkafka
import RdkafkaTesting
import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(2))) struct ConsumerCommitTests {
    let filled: FilledCluster

    init() throws {
        filled = try FilledCluster()
    }

    @Test func offsetsAreCommittedWithTheirMetadata() async throws {
        try await filled.fill("t", 10)
        let consumer = try filled.consumer()
        let offsets = [
            TopicPartitionOffset(.t(0), offset: 4, metadata: "at four"), TopicPartitionOffset(.t(1), offset: 0),
        ]
        let result = try await consumer.commit(offsets)
        #expect(Set(result.committed.map(\.topicPartition)) == [.t(0), .t(1)] && result.failed.isEmpty)
        let committed = try await consumer.committed([.t(0), .t(1), .t(2)])
        #expect(try committed[.t(0)]?.get()?.offset == 4)
        #expect(try committed[.t(0)]?.get()?.metadata == "at four")
        #expect(try committed[.t(1)]?.get()?.offset == 0)
        #expect(try committed[.t(1)]?.get()?.metadata == nil)
        #expect(try #require(committed[.t(2)]).get() == nil)
        try await consumer.assign([.t(0)])
        let record = try #require(try await consumer.records.first { _ in true })
        #expect(record.offset == 4)
        try await consumer.commit(record)
        #expect(try await consumer.committed([.t(0)])[.t(0)]?.get()?.offset == 5)
        await consumer.shutdown()
    }

    @Test func aCommitInTheBackgroundTellsItsHandler() async throws {
        try filled.cluster.createTopic("t")
        let consumer = try filled.consumer()
        let answers = AsyncStream<Result<CommitResult, KafkaError>>.makeStream()
        try consumer.commitInBackground([TopicPartitionOffset(.t(0), offset: 3)]) { answers.continuation.yield($0) }
        var answer = answers.stream.makeAsyncIterator()
        #expect(try await answer.next()?.get().committed.map(\.offset) == [3])
        try consumer.commitInBackground { answers.continuation.yield($0) }
        #expect(try await answer.next()?.get().committed.isEmpty == true)
        try consumer.commitInBackground([TopicPartitionOffset(.t(0), offset: 4)])
        await consumer.shutdown()
        #expect(throws: KafkaError.self) { try consumer.commitInBackground { _ in Issue.record("called") } }
    }

    @Test("H20: what a consumer commits by itself, now and then and at its end, answers nobody's commit")
    func h20() async throws {
        try await filled.fill("t", 30)
        let consumer = try filled.consumer(["auto.commit.interval.ms": "10"])
        try await consumer.assign([.t(0): .beginning])
        _ = try await offsets(30, from: consumer)
        for offset in Int64(1)...20 {
            #expect(consumer.store([TopicPartitionOffset(.t(0), offset: offset)]).isEmpty)
            let asked = TopicPartitionOffset(.t(1), offset: offset)
            #expect(try await consumer.commit([asked]).committed == [asked])
        }
        // The interval's commit comes, and is nobody's.
        while try await consumer.committed([.t(0)])[.t(0)]?.get()?.offset != 20 { try Task.checkCancellation() }
        let answers = Shared<[Int64]>([])
        try consumer.commitInBackground([TopicPartitionOffset(.t(1), offset: 21)]) { answer in
            answers.update { $0 += (try? answer.get().committed.map(\.offset)) ?? [-1] }
        }
        consumer.store([TopicPartitionOffset(.t(0), offset: 30)])
        await consumer.shutdown()
        #expect(answers.value == [21])
        let next = try filled.consumer()
        #expect(try await next.committed([.t(0)])[.t(0)]?.get()?.offset == 30)
        await next.shutdown()
    }

    @Test("H19: the end answers the commits that wait, each once")
    func h19() {
        let (commits, answers) = (PendingCommits(), Lines())
        let tokens = (0..<3).map { number in commits.add { answers.append("\(number) \($0.error.rawValue)") } }
        commits.answer(tokens[1] ?? 0, CommitAnswer(error: RD_KAFKA_RESP_ERR_NO_ERROR))
        commits.close()
        #expect(answers.all.sorted() == ["0 -197", "1 0", "2 -197"])
        for token in tokens { commits.answer(token ?? 0, CommitAnswer(error: RD_KAFKA_RESP_ERR_NO_ERROR)) }
        commits.close()
        #expect(answers.all.count == 3)
        #expect(commits.add { _ in } == nil)
    }

    @Test("H19: a commit without an answer ends with the consumer")
    func endsWithTheConsumer() async throws {
        let consumer = try filled.consumer(["bootstrap.servers": "127.0.0.1:1"])
        let answers = AsyncStream<Result<CommitResult, KafkaError>>.makeStream()
        try consumer.commitInBackground([TopicPartitionOffset(.t(0), offset: 1)]) { answers.continuation.yield($0) }
        await consumer.shutdown(timeout: .milliseconds(100))
        let answer = await answers.stream.first { _ in true }
        let error = #expect(throws: KafkaError.self) { try answer?.get() }
        #expect(error?.code == .shutDown)
    }

    @Test("H19: a commit that is refused at once is answered")
    func refusedAtOnce() async throws {
        let consumer = try filled.consumer()
        // As in the moment between the end of its calls and that of its commits.
        consumer.core.calls.close()
        let error = try await #require(throws: KafkaError.self) {
            try await consumer.commit([TopicPartitionOffset(.t(0), offset: 1)], timeout: .seconds(20))
        }
        #expect(error.code == .shutDown)
        await consumer.shutdown()
    }

    @Test func aCommitThatIsNotAnsweredEndsByItsTimeAndByCancellation() async throws {
        let consumer = try filled.consumer(["bootstrap.servers": "127.0.0.1:1"])
        let offsets = [TopicPartitionOffset(.t(0), offset: 1)]
        let late = try await #require(throws: KafkaError.self) {
            try await consumer.commit(offsets, timeout: .milliseconds(20))
        }
        #expect(late.code == .timedOut)
        let task = Task { () throws(KafkaError) in try await consumer.commit(offsets, timeout: .seconds(3600)) }
        task.cancel()
        let cancelled = await #expect(throws: KafkaError.self) { try await task.value }
        #expect(cancelled?.code == .cancelled)
        await consumer.shutdown(timeout: .milliseconds(100))
    }
}
