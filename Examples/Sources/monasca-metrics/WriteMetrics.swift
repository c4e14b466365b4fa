// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CommandLineSupport
internal import OpenStackMessages
internal import OsloNotifications
internal import Rdkafka

/// Writes the metrics of standard input.
struct WriteMetrics {
    private static let keys = ["name", "timestamp", "value", "dimensions", "value_meta"]

    private let brokers: String
    private let topic: String
    private let tenantID: String
    private let region: String
    private let timeout: Duration

    init(_ arguments: Arguments) throws(CommandFailure) {
        brokers = try arguments.brokers()
        topic = try arguments.topic()
        tenantID = try arguments.text("tenant")
        region = try arguments.text("region")
        timeout = try arguments.seconds("timeout") ?? .seconds(30)
    }

    func run() async throws -> ExitCode {
        let milliseconds = max(1, Int(timeout / .milliseconds(1)))
        let producer = try KafkaProducer(
            configuration: KafkaConfiguration([
                "bootstrap.servers": brokers, "message.timeout.ms": "\(milliseconds)",
            ]))
        let sender = LineSender(program: MonascaMetrics.name)
        let code = await sender.run(record) { record throws(CommandFailure) in
            do throws(KafkaError) {
                _ = try await producer.send(record)
            } catch {
                throw CommandFailure(error.code == .messageTooLarge ? .data : .temporary, error.description)
            }
        }
        await producer.shutdown(timeout: .zero)
        return code
    }

    private func record(_ line: InputLine) throws(MessageError) -> ProducerRecord {
        let metric = try Monasca.Metric(members: try line.members(Self.keys))
        let record = Monasca.MetricRecord(metric, tenantID: tenantID, region: region)
        return ProducerRecord(topic: topic, value: try record.encoded())
    }
}
