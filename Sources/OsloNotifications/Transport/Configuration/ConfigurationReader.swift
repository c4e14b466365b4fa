// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Sorts the sources of a configuration into options and librdkafka properties, and collects what is wrong with them.
///
/// Of an option that several sources have, the last source counts.
struct ConfigurationReader {
    /// An option that was set.
    struct Setting {
        /// More than one only for an option that a file may repeat.
        var texts: [String]
        var place: ConfigurationPlace
        let kind: ConfigurationSource.Kind

        var text: String { texts.joined(separator: ",") }
        /// Whether a `$` stands for the value of another option.
        var hasVariables: Bool { kind != .dictionary }
    }

    private(set) var problems: [NotificationError] = []
    /// What is allowed but hardly meant. Without secrets.
    var warnings: [String] = []
    /// By ``ConfigurationOption/key``.
    var options: [String: Setting] = [:]
    /// librdkafka properties by their own names, without the prefix.
    var properties: [String: Setting] = [:]
    /// What else there is in files and in the environment, for other options to name, by `section.option`.
    var foreign: [String: Setting] = [:]

    init(_ sources: [ConfigurationSource]) {
        for source in sources { add(source) }
    }

    /// The value of an option: what was set, else its default. A value that is not allowed is reported.
    mutating func value<Value>(_ option: TypedOption<Value>) -> Value {
        guard let setting = options[option.definition.key] else { return option.defaultValue }
        guard let text = expanded(setting, option.definition.key) else { return option.defaultValue }
        if let value = option.parse(text) { return value }
        let shown = option.definition.isSecret ? Secret.mask : ErrorText.quoted(text)
        report(
            NotificationError(
                .invalidConfiguration,
                "\(setting.place.description) is \(shown); allowed: \(option.definition.kind.allowed)",
                option: option.definition.key
            )
        )
        return option.defaultValue
    }

    /// The librdkafka properties that were set, by name, with where.
    mutating func rdkafkaProperties() -> [(name: String, value: String, place: ConfigurationPlace)] {
        properties.sorted { $0.key < $1.key }.compactMap { name, setting in
            expanded(setting, ConfigurationKey.rdkafkaPrefix + name).map { (name, $0, setting.place) }
        }
    }

    /// What was set, by key, with secrets masked.
    var settings: [String: String] {
        var settings = options.reduce(into: [:]) { settings, entry in
            settings[entry.key] = (try? expand(entry.value, key: entry.key)) ?? entry.value.text
        }
        for (name, setting) in properties {
            let key = ConfigurationKey.rdkafkaPrefix + name
            settings[key] = (try? expand(setting, key: key)) ?? setting.text
        }
        return Secret.masked(settings)
    }

    func isSet(_ option: ConfigurationOption) -> Bool {
        options[option.key] != nil
    }

    /// The file and line, or the environment variable, that an option comes from.
    func location(ofKey key: String?) -> String? {
        guard let key else { return nil }
        if key.hasPrefix(ConfigurationKey.rdkafkaPrefix) {
            return properties[String(key.dropFirst(ConfigurationKey.rdkafkaPrefix.count))]?.place.location
        }
        return options[key]?.place.location
    }

    /// All locations, by key; those of librdkafka's properties by their canonical names.
    var locations: [String: String] {
        var locations = options.compactMapValues(\.place.location)
        for (name, setting) in properties {
            locations[ConfigurationKey.rdkafkaPrefix + KafkaPropertyNames.canonical(name)] = setting.place.location
        }
        return locations
    }

    mutating func report(_ problem: NotificationError) {
        problems.append(problem)
    }

    /// Lets the query of a transport URL override the options of the Kafka driver.
    mutating func apply(query: [TransportURL.QueryItem], location: String?) {
        let allowed = ConfigurationOption.all.filter { $0.section == .kafka }
        for item in query {
            if let option = allowed.first(where: { $0.name == item.name }) {
                let place = ConfigurationPlace(name: "\(item.name) in the transport URL's query", location: location)
                options[option.key] = Setting(texts: [item.value], place: place, kind: .dictionary)
                continue
            }
            let names = allowed.map(\.name)
            // With an @ the name may be a piece of a password that holds a raw ? and =.
            let shown = item.value.contains("@") ? nil : item.name
            let nearest = shown.flatMap { NearestName.nearest(to: $0, among: names) }.map { "did you mean \($0)?" }
            let hint = shown.flatMap { ConfigurationKey.loginHint(for: $0) } ?? nearest
            report(
                NotificationError(
                    .invalidTransportURL,
                    ConfigurationPlace.prefix(location)
                        + "the transport URL's query has the unknown option \(shown.map(ErrorText.quoted) ?? Secret.mask); "
                        + (hint ?? "allowed: \(ErrorText.list(names))"),
                    option: shown
                )
            )
        }
    }
}
