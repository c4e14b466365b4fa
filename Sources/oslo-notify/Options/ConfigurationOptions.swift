// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc
internal import OsloNotifications

/// What says how the transport is configured: `--url`, `--config-file`, `--config-dir`, `--set`, and the environment.
struct ConfigurationOptions: Sendable {
    private let url: String?
    private let files: [ConfigurationSource]
    private let settings: [String: String]

    static let url = OptionDefinition(
        "url", "URL",
        "Where the brokers are: kafka://[USER[:PASSWORD]@]HOST[:PORT][,HOST[:PORT]...]/[VIRTUAL_HOST][?OPTION=VALUE]. "
            + "Needed, unless transport_url is set otherwise; wins over that. A password in it can be seen by other users "
            + "of this machine, as all of a command line can.")

    /// Those that a command without a URL has as well.
    static let settings = [
        OptionDefinition(
            "config-file", "FILE",
            "A configuration file in oslo.config's form, which may be that of a whole OpenStack service. May be repeated; "
                + "of an option that several have, the last one counts."),
        OptionDefinition(
            "config-dir", "DIR",
            "A directory whose files *.conf are read as if each were given with --config-file, in the order of their names. "
                + "May be repeated, and counts after what stands before it."),
        OptionDefinition(
            "set", "KEY=VALUE",
            "An entry of the configuration; see below. May be repeated; of one key the last counts. Wins over environment "
                + "variables (OS_SECTION__OPTION, such as OS_OSLO_MESSAGING_KAFKA__CONSUMER_GROUP), which win over files."
        ),
    ]

    /// - Throws: `usage`.
    init(_ options: ParsedOptions) throws(CommandFailure) {
        var settings: [String: String] = [:]
        for entry in options.all("set") {
            guard let equals = entry.firstIndex(of: "="), equals > entry.startIndex else {
                throw .usage("--set is '\(entry)'; allowed: KEY=VALUE")
            }
            settings[String(entry[..<equals])] = String(entry[entry.index(after: equals)...])
        }
        self.settings = settings
        var files: [ConfigurationSource] = []
        for (name, path) in options.values where ["config-file", "config-dir"].contains(name) {
            guard !path.isEmpty else { throw .usage("--\(name) is empty") }
            files.append(name == "config-dir" ? .directory(path) : .file(path))
        }
        self.files = files
        url = options.all("url").last.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether nothing that was given could say where the brokers are: that is no wrong configuration, but none.
    var lacksURL: Bool {
        url == nil && files.isEmpty && !settings.keys.contains { $0.hasSuffix("transport_url") }
            && Self.urlVariables.allSatisfy { getenv($0) == nil }
    }

    private static let urlVariables = ["OS_DEFAULT__TRANSPORT_URL", "OS_OSLO_MESSAGING_NOTIFICATIONS__TRANSPORT_URL"]

    /// - Parameters:
    ///   - defaults: entries that everything else wins over.
    ///   - url: instead of `--url`.
    /// - Throws: `configuration`.
    func configuration(
        defaults: [String: String] = [:], url: String? = nil
    ) throws(CommandFailure) -> NotificationConfiguration {
        let sources =
            [.dictionary(defaults)] + files + [.environment(), .dictionary(settings)]
        do {
            return try NotificationConfiguration(sources: sources, transportURL: url ?? self.url)
        } catch {
            throw CommandFailure(configuration: error)
        }
    }
}
