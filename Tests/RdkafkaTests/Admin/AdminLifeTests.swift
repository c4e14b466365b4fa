// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import RdkafkaTesting
import Testing

@testable import Rdkafka

@Suite(.timeLimit(.minutes(1))) struct AdminLifeTests {
    /// A port that nobody listens on: requests wait until somebody gives them up.
    private let nowhere: KafkaConfiguration = ["bootstrap.servers": "127.0.0.1:1"]

    @Test("H28: a call that gets no answer ends at its timeout, whether librdkafka waits or a thread")
    func timeout() async throws {
        let admin = try KafkaAdmin(configuration: nowhere)
        for (index, call) in calls(timeout: .milliseconds(50)).enumerated() {
            let error = await #expect(throws: KafkaError.self, "call \(index)") { try await call(admin) }
            // A metadata request that finds no broker at all says that.
            #expect(error?.code == .timedOut || error?.responseCode == .transport)
            #expect(error?.isRetriable == true)
        }
        let report = await admin.shutdown()
        #expect((report.unanswered, report.hasEnded) == (0, true))
    }

    @Test("H28: cancelling returns at once, before a call and during one")
    func cancellation() async throws {
        let admin = try KafkaAdmin(configuration: nowhere)
        for call in calls(timeout: .seconds(600)) {
            let tasks = (0..<20).map { _ in Task { try await call(admin) } }
            await Task.yield()
            for task in tasks { task.cancel() }
            for task in tasks {
                let error = await #expect(throws: KafkaError.self) { try await task.value }
                #expect(error?.code == .cancelled)
            }
        }
        // The requests that are out stay where they are: nothing waits for them.
        let report = await admin.shutdown(timeout: .zero)
        #expect(report.unanswered == 0)
    }

    @Test("H28: the end fails what waits, and what comes")
    func shutDown() async throws {
        let admin = try KafkaAdmin(configuration: nowhere)
        let waiting = Task { try await admin.createTopic(NewTopic("t"), timeout: .seconds(600)) }
        while admin.core.calls.count == 0 { await Task.yield() }
        let report = await admin.shutdown()
        #expect((report.unanswered, report.hasEnded) == (1, true))
        let error = await #expect(throws: KafkaError.self) { try await waiting.value }
        #expect(error?.code == .shutDown)
        for call in calls(timeout: .seconds(600)) {
            let error = await #expect(throws: KafkaError.self) { try await call(admin) }
            #expect(error?.code == .shutDown)
        }
        let again = await admin.shutdown()
        #expect(again == report)
    }

    @Test("H28: a request that blocks keeps the client, not who shuts it down")
    func blocked() async throws {
        let admin = try KafkaAdmin(configuration: nowhere)
        let waiting = Task { try await admin.metadata(timeout: .milliseconds(700)) }
        while admin.core.handle.callsUnderWay == 0 { await Task.yield() }
        let report = await admin.shutdown(timeout: .zero)
        #expect((report.unanswered, report.hasEnded) == (1, false))
        let error = await #expect(throws: KafkaError.self) { try await waiting.value }
        #expect(error?.code == .shutDown)
        while admin.core.handle.callsUnderWay > 0 { await Task.yield() }
    }

    @Test("H7: a client that is dropped ends in the background")
    func dropped() async throws {
        weak var core: AdminCore?
        do {
            let admin = try KafkaAdmin(configuration: nowhere)
            core = admin.core
            #expect(core != nil)
        }
        while core != nil { await Task.yield() }
    }

    @Test("H1: a configuration that is refused names the property")
    func configuration() {
        let error = #expect(throws: KafkaError.self) { _ = try KafkaAdmin(configuration: ["bootstrap.server": "x"]) }
        #expect(error?.property == "bootstrap.server")
    }

    @Test("H23: no line of this client's own doing is logged")
    func noWarning() async throws {
        let lines = Shared<[KafkaLogEvent]>([])
        let cluster = try MockCluster()
        let admin = try KafkaAdmin(configuration: ["bootstrap.servers": cluster.bootstrapServers]) { line in
            lines.update { $0.append(line) }
        }
        _ = try await admin.metadata()
        await admin.shutdown()
        #expect(lines.value.map(\.message).filter { $0.contains("isolation.level") } == [])
    }

    /// Calls of each kind.
    private func calls(timeout: Duration) -> [@Sendable (KafkaAdmin) async throws -> Void] {
        [
            { try await $0.createTopic(NewTopic("t"), timeout: timeout) },
            { _ = try await $0.describeTopics(["t"], timeout: timeout) },
            { _ = try await $0.listConsumerGroups(timeout: timeout) },
            { _ = try await $0.describeConsumerGroups(["g"], timeout: timeout).get() },
            { _ = try await $0.deleteGroups(["g"], timeout: timeout).get() },
            { _ = try await $0.listConsumerGroupOffsets(of: "g", timeout: timeout) },
            { _ = try await $0.describeConfigs([.topic("t")], timeout: timeout) },
            { _ = try await $0.listOffsets([TopicPartition(topic: "t", partition: 0): .latest], timeout: timeout) },
            {
                let offset = TopicPartitionOffset(TopicPartition(topic: "t", partition: 0), offset: 1)
                _ = try await $0.deleteRecords(before: [offset], timeout: timeout)
            },
            { _ = try await $0.describeCluster(timeout: timeout) },
            { _ = try await $0.metadata(timeout: timeout) },
        ]
    }
}
