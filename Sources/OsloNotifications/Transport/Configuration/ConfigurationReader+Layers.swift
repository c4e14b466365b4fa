// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConfigurationReader {
    /// What one source has.
    private struct Layer {
        var options: [String: Setting] = [:]
        var properties: [String: Setting] = [:]
    }

    mutating func add(_ source: ConfigurationSource) {
        for part in source.parts { add(part) }
        for problem in source.problems { report(problem) }
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
