// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import TestSupport
import Testing

private struct ConnectCounter: KafkaMetricsObserver {
    let attempts = Shared(0)

    func observe(_ metrics: KafkaMetrics) {
        guard let statistics = metrics.statistics else { return }
        attempts.update { $0 = max($0, statistics.brokers.reduce(0) { $0 + $1.connects }) }
    }
}

/// How often a log handler hears of the same thing.
@Suite(.timeLimit(.minutes(1))) struct RepeatedErrorsTests {
    private let configuration: KafkaConfiguration = [
        "bootstrap.servers": "127.0.0.1:1", "reconnect.backoff.ms": "10", "reconnect.backoff.max.ms": "10",
        "statistics.interval.ms": "50", "group.id": "g",
    ]

    @Test func aBrokerThatIsDownIsToldAFewTimesHoweverOftenItIsTried() async throws {
        for makesConsumer in [false, true] {
            let (counter, lines) = (ConnectCounter(), Shared<[String]>([]))
            let log: KafkaLogHandler = { event in lines.update { $0.append("\(event.facility): \(event.message)") } }
            var configuration = configuration
            let shutdown: () async -> Void
            if makesConsumer {
                let consumer = try KafkaConsumer(
                    configuration: configuration, logHandler: log, metricsObserver: counter)
                try await consumer.subscribe(to: ["t"])
                shutdown = { await consumer.shutdown() }
            } else {
                configuration["group.id"] = nil
                let producer = try KafkaProducer(
                    configuration: configuration, logHandler: log, metricsObserver: counter)
                try producer.post(ProducerRecord(topic: "t", value: [1]))
                shutdown = { await producer.shutdown(timeout: .zero) }
            }
            while counter.attempts.value < 8 { try await Task.sleep(for: .milliseconds(10)) }
            let told = lines.value
            await shutdown()
            // Once as a line and once as an error, and that no broker is left.
            #expect((2...6).contains(told.count), "\(told)")
        }
    }
}
