// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CommandLineSupport
internal import OpenStackMessages
internal import OsloNotifications
internal import Rdkafka

/// Writes out the metrics of a topic.
struct ReadMetrics {
    private let brokers: String
    private let topic: String
    private let count: Int?
    private let timeout: Duration?

    init(_ arguments: Arguments) throws(CommandFailure) {
        brokers = try arguments.brokers()
        topic = try arguments.topic()
        count = try arguments.count("count")
        timeout = try arguments.seconds("timeout")
    }

    func run() async throws -> ExitCode {
        // A group of its own, which commits nothing and is gone with it.
        let group = "\(MonascaMetrics.name)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        let printer = LinePrinter(program: MonascaMetrics.name, limit: count)
        let consumer = try KafkaConsumer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": brokers, "group.id": group, "auto.offset.reset": "earliest",
                "enable.auto.commit": "false", "topic.metadata.refresh.interval.ms": "1000",
            ]),
            logHandler: { if $0.facility == "ERROR" { printer.tell($0.message) } },
            rebalanceHandler: { event in
                switch event {
                case .assigned(let partitions): printer.assigned(!partitions.isEmpty)
                default: printer.assigned(false)
                }
            })
        try await consumer.subscribe(to: [topic])
        let code = await printer.run(timeout: timeout) {
            consumer.connectionError?.message
        } receiving: {
            for try await batch in consumer.batches {
                for error in batch.errors { printer.tell(error.error.message) }
                for record in batch { Self.print(record, to: printer) }
            }
        }
        await consumer.shutdown()
        return code
    }

    private static func print(_ record: ConsumerRecord, to printer: LinePrinter) {
        do throws(MessageError) {
            let metric = try Monasca.MetricRecord(decoding: record.value ?? []).content
            printer.print("\(JSONValue.object(metric.members))")
        } catch {
            printer.refuse(record.topic, record.partition, record.offset, error.description)
        }
    }
}
