// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CommandLineSupport
internal import OpenStackMessages
internal import OsloNotifications
internal import Rdkafka

/// Writes out the samples of a topic.
struct ReadSamples {
    private let brokers: String
    private let topic: String
    private let signer: Ceilometer.Signer
    private let count: Int?
    private let timeout: Duration?

    init(_ arguments: Arguments) throws(CommandFailure) {
        brokers = try arguments.brokers()
        topic = try arguments.topic()
        signer = Ceilometer.Signer(secret: arguments.optionalText("secret") ?? "")
        count = try arguments.count("count")
        timeout = try arguments.seconds("timeout")
    }

    func run() async throws -> ExitCode {
        let printer = LinePrinter(program: CeilometerSamples.name, limit: count)
        let transport = try NotificationTransport(
            configuration: [
                "transport_url": "kafka://\(brokers)/",
                "rdkafka.topic.metadata.refresh.interval.ms": "1000", "rdkafka.allow.auto.create.topics": "false",
            ],
            logHandler: { if $0.facility == "ERROR" { printer.tell($0.message) } })
        var options = ListenerOptions()
        options.startAt = .earliest
        // It only reads: nothing is written to dead-letter topics.
        options.onUndecodable = .skip
        options.onFailure = .skip
        options.undecodableHandler = { printer.refuse($0.topic, $0.partition, $0.offset, $1.description) }
        options.onError = { printer.tell($0.description) }
        options.onAssignment = { printer.assigned(!$0.isEmpty) }
        // A group of its own, to which nobody comes back.
        let group = "\(CeilometerSamples.name)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        let listener = try NotificationListener(
            transport: transport, targets: [NotificationTarget(topic: topic)], pool: group, options: options
        ) {
            On(.sample) { [signer] notification in
                // With per_meter_topic Ceilometer sends everything a second time, under event types of the meters' names.
                if notification.eventType == Ceilometer.Sample.eventType {
                    Self.print(notification, signer, to: printer)
                }
                return .handled
            }
        }
        let code = await printer.run(timeout: timeout) {
            transport.health().listeners.first?.problem
        } receiving: {
            try await listener.run()
        }
        await transport.close(timeout: .seconds(5))
        return code
    }

    private static func print(
        _ notification: ReceivedNotification, _ signer: Ceilometer.Signer, to printer: LinePrinter
    ) {
        let refuse = { (reason: String) in
            guard let source = notification.source else { return }
            printer.refuse(source.topic, source.partition, source.offset, reason)
        }
        do {
            for sample in try Ceilometer.Sample.messages(in: notification.payload, checkedBy: signer) {
                switch sample {
                case .success(let sample): printer.print("\(JSONValue.object(sample.members))")
                case .failure(let error): refuse(error.description)
                }
            }
        } catch {
            refuse("\(error)")
        }
    }
}
