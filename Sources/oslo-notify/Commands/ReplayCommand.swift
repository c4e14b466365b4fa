// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// Sends dead letters again.
struct ReplayCommand: Command {
    static let help = CommandHelp(
        name: "replay",
        summary: "Sends dead letters again, to the topics that they came from.",
        usage: "--url URL --topic TOPIC [OPTION]...",
        description: [
            "Reads the dead-letter topics TOPIC.PRIORITY.dead and sends what is there now to the topics that it came "
                + "from, as it was. All listeners of these get it. A consumer group keeps the progress: what was sent "
                + "again by one run is not sent by the next; two runs at once both send everything. Writes one line: how many "
                + "were sent, and how many could not be, because their values were too large to be kept."
        ],
        options: ConnectionOptions.definitions + [
            OptionDefinition(
                "priority", "PRIORITY", "Only this priority: \(NotificationPriority.inputWords); all unless given."),
            OptionDefinition(
                "group", "GROUP",
                "The consumer group that keeps the progress; that of the configuration and '.dead-letters' unless given."
            ),
        ],
        exitCodes: [
            (.success, "All that were there were sent; or there were none."),
            (.usage, "The command line is wrong."),
            (.temporary, "Not all could be sent; the next run goes on from there."),
            (.configuration, "The configuration is wrong."),
        ],
        examples: ["\(Program.name) replay --url kafka://localhost:9092/ --topic notifications --priority info"],
        appendix: ConnectionOptions.keysHelp
    )

    private let connection: ConnectionOptions
    private let priority: NotificationPriority?
    private let group: String?

    init(_ options: ParsedOptions) throws(CommandFailure) {
        try options.refuseOperands()
        priority = try options.priority()
        group = try options.last("group")
        connection = try ConnectionOptions(options)
    }

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode {
        let transport = try connection.transport()
        let report: DeadLetterReport
        do {
            report = try await transport.replayDeadLetters(
                targets: connection.topics.map { NotificationTarget(topic: $0) },
                priorities: priority.map { [$0] } ?? NotificationPriority.allCases, group: group
            ) { source, reason in
                StandardError.say("\(source) is skipped: \(reason)")
            }
        } catch {
            await transport.close(timeout: .seconds(1))
            throw CommandFailure(.temporary, error.description)
        }
        await transport.close(timeout: .seconds(10))
        do {
            try StandardOutput.write("\(report.replayed) sent again, \(report.skipped) skipped\n")
        } catch {
            throw CommandFailure(error)
        }
        return report.skipped == 0 ? .success : .temporary
    }
}
