// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ListenCommand {
    static let help = CommandHelp(
        name: "listen",
        summary: "Receives notifications and writes them out, a line each.",
        usage: "--url URL --topic TOPIC [OPTION]...",
        description: [
            "Receives the notifications of all priorities and writes a line for each. The line has been written out "
                + "before its notification counts as done in the consumer group, so nothing is lost, and what was "
                + "written just before a crash may come again.",
            "A record that is no notification is reported on standard error with its topic, partition and offset, "
                + "and skipped. Nothing is ever written to the cluster.",
            "Standard error says which partitions are read as soon as that is known. At SIGINT or SIGTERM the line "
                + "under way is finished, progress is committed and the group is left; a later one ends it at once. "
                + "The first happens as well when whoever reads standard output goes away.",
        ],
        options: ConnectionOptions.definitions + [
            OptionDefinition(
                "group", "GROUP",
                "The consumer group. A group goes on where it was, and its members share the notifications. Unless "
                    + "given, it is oslo_messaging_kafka.consumer_group if that is set; without either it is a "
                    + "new one of a random name, which takes nothing from anybody. Python's services use "
                    + "oslo_messaging_consumer unless they are told otherwise."),
            OptionDefinition(
                "from", "earliest|latest",
                "Where a new group begins: with the oldest notification that there is, or with what is sent from "
                    + "now on; earliest unless given."),
            FilterOption.definition,
            OptionDefinition(
                "count", "N", "Ends after N notifications. What has been read beyond them is left to the next run."),
            OptionDefinition("timeout", "SECONDS", "Ends after so long, counted from the start."),
            OptionDefinition(
                "json", nil,
                "Writes JSON objects: priority, ctxt, publisher_id, event_type, payload, metadata (message_id, "
                    + "timestamp). Numbers have the digits that they came with."),
        ],
        exitCodes: [
            (.success, "All N notifications came; or, without --count, it was ended by a signal or its time."),
            (.usage, "The command line is wrong."),
            (.inputOutput, "Standard output can't be written."),
            (.temporary, "The time was up before N notifications or any partitions came, or the group was not left."),
            (.configuration, "The configuration is wrong."),
        ],
        examples: [
            "\(Program.name) listen --url kafka://localhost:9092/ --topic notifications",
            "\(Program.name) listen --url kafka://localhost/ --topic notifications --json --count 1 --timeout 10 | jq .payload",
            "\(Program.name) listen --url kafka://localhost/ --topic notifications --filter 'event_type=^compute\\.instance\\.'",
            "\(Program.name) listen --url kafka://k1,k2/ --topic notifications --topic versioned_notifications \\",
            "    --group audit-archive --json --set rdkafka.session.timeout.ms=6000 >> archive.jsonl",
        ],
        appendix: ConnectionOptions.keysHelp
    )
}
