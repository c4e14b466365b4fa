// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Shows the Kafka records of notifications, a line each, and sends nothing.
struct DryRun {
    private let records: NotificationRecords

    init(_ connection: ConnectionOptions) throws(CommandFailure) {
        do {
            records = try NotificationRecords(connection.configuration, topics: connection.topics)
        } catch {
            throw CommandFailure(configuration: error)
        }
    }

    func run(_ source: any InputSource) async throws(CommandFailure) -> ExitCode {
        let failures = FailureNotes()
        var failed = 0
        while let batch = try await source.next() {
            for refusal in batch.refusals { failures.say(refusal) }
            failed += batch.refusals.count
            var output: [UInt8] = []
            for notification in batch.notifications {
                do {
                    for record in try records.records(notification.message) {
                        output += "\(record.topic)\t".utf8
                        output += record.value ?? []
                        output.append(UInt8(ascii: "\n"))
                    }
                } catch {
                    failed += 1
                    failures.note(error, notification)
                }
            }
            do {
                try StandardOutput.write(output)
            } catch {
                throw CommandFailure(error)
            }
        }
        failures.sayRest()
        StandardError.write("sent 0, acknowledged 0, failed \(failed)")
        return failed > 0 ? .data : .success
    }
}
