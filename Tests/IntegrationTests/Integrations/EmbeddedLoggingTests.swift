// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Logging
import InMemoryLogging
import Logging
import Rdkafka
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct EmbeddedLoggingTests {
    @Test func aClientsLinesReachALogger() async throws {
        let seen = Collected<KafkaLogEvent>()
        let handler = InMemoryLogHandler()
        let logger = Logger(label: "kafka") { _ in handler }
        let log = logger.kafkaLogHandler()
        let producer = try KafkaProducer(
            configuration: ["bootstrap.servers": "127.0.0.1:1"],
            logHandler: { event in
                log(event)
                seen.append(event)
            })
        try await seen.wait { $0.contains { $0.level == .error || $0.level == .warning } }
        let entry = try #require(handler.entries.first { $0.metadata["kafka.broker"] != nil })
        #expect(entry.level == .info)
        #expect(entry.metadata["kafka.client"] == "\(producer.name)")
        #expect(["warning", "error"].contains(entry.metadata["kafka.level"]))
        #expect(entry.metadata["kafka.facility"] != nil && !entry.message.description.isEmpty)
        await producer.shutdown()
    }

    @Test(arguments: [
        (KafkaLogEvent.Level.debug, Logger.Level.debug), (.info, .info), (.warning, .warning), (.error, .error),
    ])
    func aLevelIsKeptWhereItIsAllowed(level: KafkaLogEvent.Level, expected: Logger.Level) throws {
        let handler = InMemoryLogHandler()
        var logger = Logger(label: "kafka") { _ in handler }
        logger.logLevel = .trace
        let event = KafkaLogEvent(level: level, message: "m", facility: "F", client: "c")
        logger.kafkaLogHandler(highestLevel: .critical)(event)
        #expect(handler.entries.map(\.level) == [expected])
        #expect(handler.entries[0].metadata == ["kafka.client": "c", "kafka.facility": "F"])
    }
}
#endif
