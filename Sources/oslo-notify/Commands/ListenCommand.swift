// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// Receives notifications and writes them out.
struct ListenCommand: Command {
    private let connection: ConnectionOptions
    private let group: String
    /// Whether nobody will ever come back to the group.
    private let groupIsThrownAway: Bool
    private let start: ListenerOptions.Start?
    private let count: Int?
    private let timeout: Duration?
    private let isJSON: Bool
    private let filter: NotificationFilter?

    private static let shutdownTimeout: Duration = .seconds(10)

    init(_ options: ParsedOptions) throws(CommandFailure) {
        try options.refuseOperands()
        start = try options.choice("from")
        count = try options.count("count")
        timeout = try options.seconds("timeout")
        isJSON = options.has("json")
        filter = try FilterOption.filter(options)
        let named = try options.last("group")
        connection = try ConnectionOptions(options)
        let configured = connection.configuration.settings["oslo_messaging_kafka.consumer_group"]
        groupIsThrownAway = named == nil && configured == nil
        group = named ?? configured ?? "\(Program.name)-\(String(UInt64.random(in: .min ... .max), radix: 36))"
    }

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode {
        let end = FirstOf<ListenEnd>()
        let notes = AssignmentNotes(group: group)
        let transport = try connection.transport()
        let printer = NotificationPrinter(isJSON: isJSON, limit: count, end)
        let listener = try listener(transport, printer, notes)
        StandardError.say("group \(group) joins for \(listener.topics.joined(separator: " "))")
        signals.atFirst { _ in end.happened(.signal) }
        // Not waited for: a reader of standard output that stands still would hold it for ever.
        Task.detached {
            do throws(NotificationError) {
                try await listener.run()
            } catch {
                end.happened(.failed(error))
            }
        }
        if let timeout {
            Task.detached {
                try? await Task.sleep(for: timeout)
                end.happened(.timeIsUp)
            }
        }
        let reason = await end.first()
        notes.finish()
        let hasLeftGroup = await listener.shutdown(timeout: Self.shutdownTimeout)
        await transport.close(timeout: .zero)
        return try exitCode(reason, printer.written, hasLeftGroup: hasLeftGroup, hadPartitions: notes.hadPartitions)
    }

    private func listener(
        _ transport: NotificationTransport, _ printer: NotificationPrinter, _ notes: AssignmentNotes
    ) throws(CommandFailure) -> NotificationListener {
        var options = ListenerOptions()
        options.startAt = start
        options.onAssignment = { notes.changed($0) }
        // It reads only: a record that is no notification stays where it is, and is told by the log.
        options.onUndecodable = .skip
        options.onFailure = .skip
        // What is not written is not given up: the listener ends instead.
        options.maximumAttempts = .max
        options.backoff = .milliseconds(10)
        options.maximumBackoff = .milliseconds(10)
        do {
            return try NotificationListener(
                transport: transport, targets: connection.topics.map { NotificationTarget(topic: $0) }, pool: group,
                options: options
            ) {
                On(matching: filter) { await printer.print($0) }
            }
        } catch {
            throw CommandFailure(configuration: error)
        }
    }

    private func exitCode(
        _ reason: ListenEnd, _ written: Int, hasLeftGroup: Bool, hadPartitions: Bool
    ) throws(CommandFailure) -> ExitCode {
        switch reason {
        case .outputFailed(.failed(let what, let reason)): throw CommandFailure(.failed(what, reason: reason))
        case .failed(let error): throw CommandFailure(.temporary, error.description)
        case .timeIsUp where count != nil:
            throw CommandFailure(.temporary, "the time was up when \(written) of \(count ?? 0) notifications had come")
        case .timeIsUp where !hadPartitions:
            throw CommandFailure(.temporary, "the time was up before there were partitions to read")
        default: break
        }
        guard hasLeftGroup || groupIsThrownAway else {
            throw CommandFailure(
                .temporary, "the group was not left in time: what was written last may come again")
        }
        return .success
    }
}

extension ListenerOptions.Start: CaseIterable {
    static let allCases: [ListenerOptions.Start] = [.earliest, .latest]
}
