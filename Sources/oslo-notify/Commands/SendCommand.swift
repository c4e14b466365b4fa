// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// Sends notifications.
struct SendCommand: Command {
    private let connection: ConnectionOptions
    private let timeout: Duration
    private let isDryRun: Bool
    /// Nil for those of standard input.
    private let message: OutgoingMessage?
    private let format: LineFormat

    init(_ options: ParsedOptions) throws(CommandFailure) {
        let publisherID = try options.last("publisher")
        let priority = try options.priority() ?? .info
        timeout = try options.seconds("timeout") ?? .seconds(30)
        isDryRun = options.has("dry-run")
        format = LineFormat(publisherID: publisherID, priority: priority)
        if options.has("lines") {
            try options.refuseOperands()
            message = nil
        } else {
            guard let publisherID else { throw .usage("--publisher is missing") }
            message = try Self.message(options.operands, publisherID, priority)
        }
        connection = try ConnectionOptions(options)
    }

    private static func message(
        _ operands: [String], _ publisherID: String, _ priority: NotificationPriority
    ) throws(CommandFailure) -> OutgoingMessage {
        guard let eventType = operands.first, !eventType.isEmpty else { throw .usage("EVENT_TYPE is missing") }
        guard operands.count <= 2 else { throw .usage("'\(operands[2])' is one argument too many") }
        var payload: JSONValue = [:]
        if operands.count == 2 {
            do {
                payload = try JSONValue(parsing: operands[1])
            } catch {
                throw CommandFailure(.data, "the payload is wrong: \(error)")
            }
        }
        let header = MessageHeader(publisherID: publisherID, eventType: eventType, priority: priority)
        return OutgoingMessage(header: header, payload: payload)
    }

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode {
        let source: any InputSource = message.map { SingleInput($0) } ?? LineReader(format)
        if isDryRun { return try await DryRun(connection).run(source) }
        let transport = try connection.transport()
        try refuseUnacknowledged(transport)
        let notifier: Notifier
        do {
            notifier = try Notifier(transport: transport, topics: connection.topics)
        } catch {
            throw CommandFailure(configuration: error)
        }
        let report = await Sender(transport, notifier, timeout: timeout).run(source, signals)
        switch report.end {
        case .inputEnded(let failure?) where !failure.message.isEmpty: StandardError.say(failure.message)
        case .silence:
            StandardError.say(
                "gave up after \(timeout.text) without an acknowledgement; not acknowledged: \(report.undelivered)")
        default: break
        }
        StandardError.write(report.summary)
        return report.exitCode
    }

    /// - Throws: `configuration` where no broker would ever acknowledge anything, so that nobody takes it for sent.
    private func refuseUnacknowledged(_ transport: NotificationTransport) throws(CommandFailure) {
        if !transport.drivers.contains(where: { $0.usesTransport }) {
            let names = connection.configuration.drivers.joined(separator: ", ")
            throw CommandFailure(
                .configuration,
                "oslo_messaging_notifications.driver is \(names), which sends nothing to Kafka; see --dry-run")
        }
        if connection.configuration.producerProperties["acks"] == "0" {
            throw CommandFailure(
                .configuration, "rdkafka.acks is 0, with which the broker acknowledges nothing; allowed: 1, all")
        }
    }
}

extension Duration {
    /// Such as `30 s` or `0.5 s`.
    fileprivate var text: String {
        let seconds = self / .seconds(1)
        return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
