// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// What says where to connect and how: `--url`, `--topic`, `--set`.
struct ConnectionOptions: Sendable {
    let configuration: NotificationConfiguration
    /// The topics, without priorities.
    let topics: [String]

    static let definitions = [
        OptionDefinition(
            "url", "URL",
            "Where the brokers are: kafka://[USER[:PASSWORD]@]HOST[:PORT][,HOST[:PORT]...]/[VIRTUAL_HOST][?OPTION=VALUE]. "
                + "Needed, unless --set transport_url=URL is there. A password in it can be seen by other users of this "
                + "machine, as all of a command line can."),
        OptionDefinition(
            "topic", "TOPIC",
            "The topic, without a priority. May be repeated. Needed, unless "
                + "--set oslo_messaging_notifications.topics=TOPIC,... is there."),
        OptionDefinition(
            "set", "KEY=VALUE",
            "An entry of the configuration; see below. May be repeated; of one key the last counts."),
    ]

    /// - Throws: `usage`, `configuration`.
    init(_ options: ParsedOptions) throws(CommandFailure) {
        var settings: [String: String] = [:]
        for entry in options.all("set") {
            guard let equals = entry.firstIndex(of: "="), equals > entry.startIndex else {
                throw .usage("--set is '\(entry)'; allowed: KEY=VALUE")
            }
            settings[String(entry[..<equals])] = String(entry[entry.index(after: equals)...])
        }
        let url = try options.last("url")
        guard url != nil || settings.keys.contains(where: { $0.hasSuffix("transport_url") }) else {
            throw .usage("--url is missing")
        }
        do {
            configuration = try NotificationConfiguration(settings, transportURL: url)
        } catch {
            throw CommandFailure(configuration: error)
        }
        let topics = options.all("topic")
        guard !topics.isEmpty || configuration.settings[Self.topicsKey] != nil else {
            throw .usage("--topic is missing")
        }
        self.topics = topics.isEmpty ? configuration.topics : topics
    }

    /// The connection. Nothing is waited for.
    func transport() throws(CommandFailure) -> NotificationTransport {
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
