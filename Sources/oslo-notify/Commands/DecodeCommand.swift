// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Shows what is in a record's value.
struct DecodeCommand: Command {
    static let help = CommandHelp(
        name: "decode",
        summary: "Shows the notification in a Kafka record's value.",
        usage: "[--filter FIELD=PATTERN]... < RECORD_VALUE",
        description: [
            "Reads the value of one Kafka record from standard input and writes the notification in it as one line of "
                + "JSON, the same as 'listen --json' does: priority, ctxt, publisher_id, event_type, payload, metadata.",
            "Where it is no notification, standard error says what is wrong with it, and at which byte.",
        ],
        options: [FilterOption.definition],
        exitCodes: [
            (.success, "The notification was written."),
            (.noMatch, "It does not match the filters; nothing was written."),
            (.usage, "The command line is wrong."),
            (.data, "What was read is no notification."),
            (.inputOutput, "Reading or writing failed."),
        ],
        examples: [
            "kcat -b localhost:9092 -t notifications.info -C -c 1 -e -q | \(Program.name) decode",
            "\(Program.name) send --dry-run --url kafka://h/ --topic t --publisher p a.b | cut -f 2 | \(Program.name) decode",
            "\(Program.name) decode --filter 'event_type=^compute\\.' --filter 'payload.state=active$' < record",
        ]
    )

    private let filter: NotificationFilter?

    init(_ options: ParsedOptions) throws(CommandFailure) {
        try options.refuseOperands()
        filter = try FilterOption.filter(options)
    }

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode {
        let record = try await StandardInput.readAll()
        let notification: ReceivedNotification
        do {
            notification = try EnvelopeReader.read(record)
        } catch {
            throw CommandFailure(.data, error.description)
        }
        if let filter, !filter.matches(notification) { return .noMatch }
        do {
            try StandardOutput.write(NotificationLine.json(notification))
        } catch {
            throw CommandFailure(error)
        }
        return .success
    }
}
