// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

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
    private(set) var warnings: [String] = []
    /// By ``ConfigurationOption/key``.
    private var options: [String: Setting] = [:]
    /// librdkafka properties by their own names, without the prefix.
    private var properties: [String: Setting] = [:]
    /// What else there is in files and in the environment, for other options to name, by `section.option`.
    private var foreign: [String: Setting] = [:]

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
            let nearest = shown.flatMap { NearestName.nearest(to: $0, among: names) }
            report(
                NotificationError(
                    .invalidTransportURL,
                    ConfigurationPlace.prefix(location)
                        + "the transport URL's query has the unknown option \(shown.map(ErrorText.quoted) ?? Secret.mask); "
                        + (nearest.map { "did you mean \($0)?" } ?? "allowed: \(ErrorText.list(names))"),
                    option: shown
                )
            )
        }
    }
}

extension ConfigurationReader {
    /// What one source has.
    private struct Layer {
        var options: [String: Setting] = [:]
        var properties: [String: Setting] = [:]
    }

    private mutating func add(_ source: ConfigurationSource) {
        problems += source.problems
        var layer = Layer()
        for entry in source.entries {
            let place = ConfigurationPlace(name: entry.key, location: entry.location)
            let setting = Setting(texts: [entry.text], place: place, kind: source.kind)
            let meaning = ConfigurationKey(entry.key)
            switch meaning {
            case .option(let option): set(option, setting, &layer)
            case .deprecated(let option):
                warnings.append("\(place.description) is the deprecated name of \(option.key)")
                setDeprecated(option, setting, source, &layer)
            case .removed:
                warnings.append(
                    "\(place.description) has no effect: oslo.messaging has it no longer, hosts are those of the "
                        + "transport URL")
            case .rdkafka(let name): layer.properties[name] = setting
            case .rpc, .unknown: addForeign(entry, setting, meaning)
            }
        }
        merge(layer)
    }

    private mutating func set(_ option: ConfigurationOption, _ setting: Setting, _ layer: inout Layer) {
        guard let other = layer.options[option.key] else {
            layer.options[option.key] = setting
            return
        }
        switch setting.kind {
        case .file where option.isMultiValued: layer.options[option.key]?.texts += setting.texts
        // In a file the last one counts, as in Python.
        case .file: layer.options[option.key] = setting
        case .dictionary, .environment:
            if other.text != setting.text {
                report(
                    NotificationError(
                        .invalidConfiguration,
                        "\(other.place.description) and \(setting.place.description) are the same option and have "
                            + "different values",
                        option: option.key
                    )
                )
            }
            layer.options[option.key] = setting
        }
    }

    /// Counts only in a source that doesn't have the option under its own name.
    private mutating func setDeprecated(
        _ option: ConfigurationOption, _ setting: Setting, _ source: ConfigurationSource, _ layer: inout Layer
    ) {
        let hasOwnName = source.entries.contains { entry in
            if case .option(option) = ConfigurationKey(entry.key) { true } else { false }
        }
        if !hasOwnName { set(option, setting, &layer) }
    }

    private mutating func addForeign(_ entry: ConfigurationEntry, _ setting: Setting, _ meaning: ConfigurationKey) {
        guard setting.hasVariables, !ConfigurationOption.Section.isOwn(entry.key) else {
            if let problem = meaning.problem(entry.key) {
                report(entry.location.map { problem.telling($0) } ?? problem)
            }
            return
        }
        foreign[entry.key] = setting
        if let nearest = ConfigurationKey.nearestCommonOption(to: entry.key) {
            warnings.append(
                "\(setting.place.description) is no option of this driver and is passed over; did you mean \(nearest)?")
        }
    }

    private mutating func merge(_ layer: Layer) {
        for (key, setting) in layer.options {
            if let other = options[key], other.kind == .file, setting.kind == .file,
                ConfigurationOption.find(key)?.isMultiValued == true
            {
                // All files together are one list, as in Python.
                options[key]?.texts += setting.texts
            } else {
                options[key] = setting
            }
        }
        for name in layer.properties.keys {
            let canonical = KafkaPropertyNames.canonical(name)
            properties = properties.filter { KafkaPropertyNames.canonical($0.key) != canonical }
        }
        properties.merge(layer.properties) { $1 }
    }
}

extension ConfigurationReader {
    /// Deeper than any configuration that is meant.
    private static let maximumDepth = 20

    /// The text with the values of the options that it names; what it names without there being such is reported.
    private mutating func expanded(_ setting: Setting, _ key: String) -> String? {
        do throws(ConfigurationVariables.UnknownName) {
            return try expand(setting, key: key)
        } catch {
            let reason: String
            if Secret.isName(key) {
                // The name may be a piece of a password.
                reason = error.isCircular ? "stands for itself" : "has a $ before what is no option's name"
            } else {
                reason =
                    error.isCircular
                    ? "has $\(error.name), which stands for itself" : "has $\(error.name), and there is no such option"
            }
            report(
                NotificationError(
                    .invalidConfiguration,
                    "\(setting.place.description) \(reason); allowed: $ and the name of an option, or $$ for a $",
                    option: key
                )
            )
            return nil
        }
    }

    private func expand(
        _ setting: Setting, key: String, depth: Int = 0
    ) throws(ConfigurationVariables.UnknownName) -> String {
        guard setting.hasVariables else { return setting.text }
        let section = key.contains(".") ? String(key.prefix { $0 != "." }) : ConfigurationOption.Section.common.rawValue
        let variables = ConfigurationVariables { name throws(ConfigurationVariables.UnknownName) in
            guard depth < Self.maximumDepth else {
                throw ConfigurationVariables.UnknownName(name: name, isCircular: true)
            }
            return try value(ofVariable: name, section: section, depth: depth + 1)
        }
        return try variables.expand(setting.text)
    }

    /// Looks in the section that the name has, or else in that of the option whose value names it; then in `DEFAULT`.
    private func value(
        ofVariable name: String, section: String, depth: Int
    ) throws(ConfigurationVariables.UnknownName) -> String? {
        let dot = name.firstIndex(of: ".")
        let group = dot.map { String(name[..<$0]) } ?? section
        let option = dot.map { String(name[name.index(after: $0)...]) } ?? name
        for key in ["\(group == "DEFAULT" ? group : group.lowercased()).\(option)", "DEFAULT.\(name)"] {
            if let option = ConfigurationOption.find(key) {
                guard let setting = options[option.key] else { return option.defaultValue }
                return try expand(setting, key: option.key, depth: depth)
            }
            if let setting = foreign[key] { return try expand(setting, key: key, depth: depth) }
        }
        return nil
    }
}
