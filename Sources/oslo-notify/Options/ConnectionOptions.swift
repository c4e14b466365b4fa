// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// What says where to connect and how, and over which topics.
struct ConnectionOptions: Sendable {
    let configuration: NotificationConfiguration
    /// The topics, without priorities.
    let topics: [String]

    static let definitions =
        [
            ConfigurationOptions.url,
            OptionDefinition(
                "topic", "TOPIC",
                "The topic, without a priority. May be repeated. Needed, unless oslo_messaging_notifications.topics is set; "
                    + "wins over that."),
        ] + ConfigurationOptions.settings

    /// - Throws: `usage`, `configuration`.
    init(_ options: ParsedOptions) throws(CommandFailure) {
        let given = try ConfigurationOptions(options)
        if given.lacksURL { throw .usage("--url is missing") }
        configuration = try given.configuration()
        let topics = options.all("topic")
        guard !topics.isEmpty || configuration.settings[Self.topicsKey] != nil else {
            throw .usage("--topic is missing")
        }
        self.topics = topics.isEmpty ? configuration.topics : topics
    }

    /// The connection. Nothing is waited for.
    func transport() throws(CommandFailure) -> NotificationTransport {
        guard !configuration.transportURL.isMemory else {
            throw CommandFailure(
                .configuration,
                "\(configuration.transportURL) is the memory of one process, where nobody else sends or listens; "
                    + "allowed: kafka://HOST/")
        }
        do {
            return try NotificationTransport(configuration, logHandler: StandardError.logHandler)
        } catch {
            throw CommandFailure(configuration: error)
        }
    }

    private static let topicsKey = "oslo_messaging_notifications.topics"

    /// The configuration keys, for `--help`.
    static var keysHelp: String {
        var text = """
            Configuration keys (--set KEY=VALUE):
              rdkafka.PROPERTY
                  Any property of librdkafka, such as rdkafka.security.protocol; wins over all others.

            """
        for option in ConfigurationOption.all {
            text += "  \(option.key)\n"
            let standard = option.defaultValue.isEmpty ? "" : " Default: \(option.defaultValue)."
            text += "\(option.help) Allowed: \(option.kind.allowed).\(standard)".wrapped(indent: 6)
        }
        return text
    }
}
