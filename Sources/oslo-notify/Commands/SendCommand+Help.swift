// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension SendCommand {
    static let help = CommandHelp(
        name: "send",
        summary: "Sends one notification, or one for each line of standard input.",
        usage: """
            --url URL --topic TOPIC --publisher ID [OPTION]... EVENT_TYPE [JSON]
                   \(Program.name) send --url URL --topic TOPIC [--publisher ID] [OPTION]... --lines < FILE
            """,
        description: [
            "Sends notifications and waits until the broker has acknowledged each. They go to the Kafka topic "
                + "TOPIC.PRIORITY, with .VIRTUAL_HOST after it if the URL has one. The payload is JSON, {} unless "
                + "given.",
            "With --lines every line of standard input is a JSON object with event_type and, if wanted, payload ({} "
                + "unless given), priority, publisher_id, context, message_id, timestamp. Other keys are refused. "
                + "Empty lines are passed over. A line that is wrong is reported by its number and counts as failed; "
                + "the others are sent all the same, in their order.",
            "At the end standard error has the line 'sent N, acknowledged N, failed N': handed over to be sent, "
                + "acknowledged by the broker, and the rest together with lines that are wrong. At SIGINT or SIGTERM "
                + "no further line is sent, and what is under way is waited for.",
        ],
        options: ConnectionOptions.definitions + [
            OptionDefinition(
                "publisher", "ID",
                "Who sends, by convention SERVICE.HOST. With --lines for those lines that have no publisher_id."),
            OptionDefinition(
                "priority", "PRIORITY",
                "audit, debug, info, warn (or warning), error, critical or sample; info unless given. With --lines "
                    + "for those lines that have no priority."),
            OptionDefinition("lines", nil, "Sends the lines of standard input."),
            OptionDefinition(
                "dry-run", nil,
                "Connects nowhere and sends nothing; writes the Kafka topic, a tab and the value of each record "
                    + "instead, a line each."),
            OptionDefinition(
                "timeout", "SECONDS",
                "How long the broker may acknowledge nothing, while there is something to acknowledge, before it is "
                    + "given up; 30 unless given."),
        ],
        exitCodes: [
            (.success, "The broker has acknowledged every notification."),
            (.usage, "The command line is wrong."),
            (
                .data,
                "Some notifications are wrong, too large, or none of those that the configured drivers send to Kafka; all "
                    + "others were acknowledged."
            ),
            (.inputOutput, "Standard input can't be read any further."),
            (.temporary, "Some notifications were not acknowledged."),
            (.configuration, "The configuration is wrong."),
            (.signal(2), "SIGINT came (SIGTERM: 143)."),
        ],
        examples: [
            "\(Program.name) send --url kafka://localhost:9092/ --topic notifications --publisher compute.host1 \\",
            "    compute.instance.create.end '{\"instance_id\": 12, \"state\": \"active\"}'",
            "\(Program.name) send --url kafka://k1:9092,k2:9092/ --topic notifications --publisher me --priority error \\",
            "    --timeout 5 backup.failed",
            #"echo '{"event_type": "a.b", "payload": [1], "publisher_id": "me", "priority": "warn"}' | \"#,
            "    \(Program.name) send --url kafka://localhost/ --topic notifications --lines",
            "\(Program.name) send --url kafka://localhost/ --topic notifications --publisher me --lines \\",
            "    --set oslo_messaging_kafka.compression_codec=zstd < notifications.jsonl",
        ],
        appendix: ConnectionOptions.keysHelp
    )
}
