// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CommandLineSupport
internal import OpenStackMessages
internal import OsloNotifications

/// Publishes the samples of standard input, each in a notification of its own.
struct WriteSamples {
    private static let keys = [
        "source", "counter_name", "counter_type", "counter_unit", "counter_volume", "user_id", "user_name",
        "project_id", "project_name", "resource_id", "timestamp", "resource_metadata", "message_id", "monotonic_time",
    ]

    private let brokers: String
    private let topic: String
    private let publisherID: String
    private let signer: Ceilometer.Signer
    private let timeout: Duration

    init(_ arguments: Arguments) throws(CommandFailure) {
        brokers = try arguments.brokers()
        topic = try arguments.topic()
        publisherID = arguments.optionalText("publisher") ?? "telemetry.publisher.\(CeilometerSamples.name)"
        signer = Ceilometer.Signer(secret: arguments.optionalText("secret") ?? "")
        timeout = try arguments.seconds("timeout") ?? .seconds(30)
    }

    func run() async throws -> ExitCode {
        let milliseconds = max(1, Int(timeout / .milliseconds(1)))
        let transport = try NotificationTransport(configuration: [
            "transport_url": "kafka://\(brokers)/", "rdkafka.message.timeout.ms": "\(milliseconds)",
        ])
        let notifier = try Notifier(transport: transport, publisherID: publisherID, topics: [topic])
        let sender = LineSender(program: CeilometerSamples.name)
        let code = await sender.run(payload) { payload throws(CommandFailure) in
            do throws(NotificationError) {
                try await notifier.sample(Ceilometer.Sample.eventType, payload: payload)
            } catch {
                let isOfData = [.unencodable, .messageTooLarge].contains(error.code)
                throw CommandFailure(isOfData ? .data : .temporary, error.description)
            }
        }
        await transport.close(timeout: .zero)
        return code
    }

    private func payload(_ line: InputLine) throws(MessageError) -> JSONValue {
        var members = try line.members(Self.keys)
        // What the publisher knows by itself.
        let made = Ceilometer.Sample(name: "", type: .gauge, unit: "", volume: 0, resourceID: nil).members
        for key in ["source", "timestamp", "message_id"] where members[key] == nil { members[key] = made[key] }
        let sample = try Ceilometer.Sample(members: members)
        guard sample.volume.doubleValue?.isFinite == true else {
            throw MessageError(.invalidField, "counter_volume is no number")
        }
        return try Ceilometer.Sample.payload([sample], signedBy: signer)
    }
}
