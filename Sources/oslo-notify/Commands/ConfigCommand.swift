// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// Shows what comes of a configuration.
struct ConfigCommand: Command {
    static let help = CommandHelp(
        name: "config",
        summary: "Checks a configuration and shows what comes of it.",
        usage: "[OPTION]...",
        description: [
            "Reads the configuration as 'send' and 'listen' do and writes the transport, the virtual host, the topics, and "
                + "librdkafka's properties for a producer and for a consumer. Connects nowhere.",
            "Every option, and every property of librdkafka, is checked; standard error says what is wrong with which, "
                + "and in which line of which file or in which environment variable it stands. Whether files that hold "
                + "certificates and keys are there is not looked at.",
        ],
        options: [ConfigurationOptions.url] + ConfigurationOptions.settings + [
            OptionDefinition(
                "json", nil,
                "Writes one JSON object: transport, virtual_host, topics, producer and consumer, with all properties as "
                    + "text."),
            OptionDefinition("show-secrets", nil, "Shows passwords and keys, in place of which there is *** else."),
        ],
        exitCodes: [
            (.success, "The configuration is right."),
            (.usage, "The command line is wrong."),
            (.inputOutput, "Standard output can't be written."),
            (.configuration, "The configuration is wrong."),
        ],
        examples: [
            "\(Program.name) config --url 'kafka://user:password@k1,k2/vhost?security_protocol=SASL_SSL'",
            "\(Program.name) config --config-file /etc/nova/nova.conf --json | jq .producer",
            "OS_OSLO_MESSAGING_KAFKA__COMPRESSION_CODEC=zstd \(Program.name) config --url kafka://k1/",
        ],
        appendix: ConnectionOptions.keysHelp
    )

    private let configuration: NotificationConfiguration
    private let isJSON: Bool
    private let showsSecrets: Bool

    init(_ options: ParsedOptions) throws(CommandFailure) {
        try options.refuseOperands()
        isJSON = options.has("json")
        showsSecrets = options.has("show-secrets")
        configuration = try ConfigurationOptions(options).configuration()
    }

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode {
        let consumer: [String: String]
        do {
            consumer = try configuration.consumerProperties()
        } catch {
            throw CommandFailure(configuration: error)
        }
        let producer = configuration.producerProperties
        try await PropertyCheck.run(configuration, consumer: consumer)
        for warning in configuration.warnings { StandardError.say("warning: \(warning)") }
        let report = ConfigurationReport(configuration, producer: shown(producer), consumer: shown(consumer))
        do {
            try StandardOutput.write(isJSON ? report.json : report.text)
        } catch {
            throw CommandFailure(error)
        }
        return .success
    }

    private func shown(_ properties: [String: String]) -> [String: String] {
        showsSecrets ? properties : NotificationConfiguration.maskingSecrets(in: properties)
    }
}
