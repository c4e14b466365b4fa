// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc
import Rdkafka
import RdkafkaTesting
import TestSupport
import Testing

/// What librdkafka does to those who don't know it, by the numbers of the list in the documentation: what is alike for
/// all clients.
@Suite(.timeLimit(.minutes(2))) struct ClientHazardTests {
    let cluster: MockCluster

    init() throws {
        cluster = try MockCluster()
    }

    @Test("H7: a producer that is dropped with records on their way gets all their reports before it goes")
    func h7() async throws {
        try cluster.setBroker(1, roundTripTime: .milliseconds(50))
        try post(100, from: KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers]))

        let consumer = try KafkaConsumer(configuration: [
            "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            "session.timeout.ms": "6000", "max.poll.interval.ms": "10000",
        ])
        try await consumer.assign(Dictionary(uniqueKeysWithValues: (0..<4).map { (.t($0), .beginning) }))
        var count = 0
        for try await batch in consumer.batches {
            count += batch.count
            if count == 100 { break }
        }
        #expect(count == 100)
        await consumer.shutdown()
    }

    private func post(_ count: Int, from producer: KafkaProducer) throws {
        for _ in 0..<count { try producer.post(ProducerRecord(topic: "t", value: [1])) }
    }

    @Test("H11, H23, H25: log lines come on threads of our own that take no signals, from the first one on")
    func handlerThread() async throws {
        let lines = Collected<Line>()
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": cluster.bootstrapServers, "debug": "generic,broker"],
            logHandler: { lines.append(Line($0)) })
        _ = try await producer.send(ProducerRecord(topic: "t", value: [1]))
        await producer.shutdown()

        let all = lines.elements
        // Logged by the call that makes the client, before there is a thread to take it.
        #expect(all.contains { $0.facility == "INIT" })
        #expect(all.allSatisfy { $0.thread.hasPrefix("kafka-") })
        #expect(all.allSatisfy { $0.blocksTermination })
    }

    private struct Line: Sendable {
        let facility: String
        let thread: String
        let blocksTermination: Bool

        init(_ event: KafkaLogEvent) {
            facility = event.facility
            thread = Self.readThreadName()
            var mask = sigset_t()
            pthread_sigmask(SIG_BLOCK, nil, &mask)
            blocksTermination = sigismember(&mask, SIGTERM) == 1
        }

        private static func readThreadName() -> String {
            guard let file = fopen("/proc/thread-self/comm", "r") else { return "" }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 16)
            let count = fread(&bytes, 1, bytes.count, file)
            return String(decoding: bytes[..<count].filter { $0 != 10 }, as: UTF8.self)
        }
    }

    @Test("H11: a log handler may end the client that it hears of, and wait for that")
    func handlerEndsClient() async throws {
        let ended = Collected<ProducerShutdownReport>()
        let reference = Shared<KafkaProducer?>(nil)
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": "127.0.0.1:1"],
            logHandler: { _ in
                guard let producer = reference.value else { return }
                reference.update { $0 = nil }
                Task { ended.append(await producer.shutdown(timeout: .zero)) }
            })
        reference.update { $0 = producer }
        try await ended.wait { !$0.isEmpty }
        #expect(ended.elements.map(\.unacknowledged) == [0])
    }

    @Test("H28: calls that block librdkafka keep no thread of the task pool")
    func h28() async throws {
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": "127.0.0.1:1"])
        try producer.post(ProducerRecord(topic: "t", value: [1]))
        let ended = Collected<Void>()
        await withTaskGroup { group in
            // More than the pool has threads.
            for _ in 0..<64 {
                group.addTask {
                    try? await producer.flush(timeout: .seconds(60))
                    ended.append(())
                }
            }
            await Task.detached {}.value
            #expect(ended.count == 0)
            await producer.shutdown(timeout: .zero)
        }
        #expect(ended.count == 64)
    }

    @Test("H29: a code that this librdkafka does not know is an error like others")
    func h29() {
        for code in [4242, -4242, Int32.max, Int32.min] {
            let code = KafkaError.ResponseCode(rawValue: code)
            #expect(!code.name.isEmpty)
            #expect(code.description.hasSuffix("\(code.rawValue)"))
        }
    }
}
