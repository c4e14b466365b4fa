// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Sorts a configuration dictionary into options and librdkafka properties, and collects what is wrong with it.
struct ConfigurationReader {
    private(set) var problems: [NotificationError] = []
    /// librdkafka properties by their own names, without the prefix.
    private(set) var rdkafka: [String: String] = [:]
    /// The texts of the options that were set, by ``ConfigurationOption/key``.
    private var texts: [String: (text: String, source: String)] = [:]

    init(_ dictionary: [String: String]) {
        for (key, text) in dictionary.sorted(by: { $0.key < $1.key }) {
            let meaning = ConfigurationKey(key)
            switch meaning {
            case .option(let option): set(option, text, source: key)
            case .rdkafka(let name): rdkafka[name] = text
            case .rpc, .unknown: break
            }
            if let problem = meaning.problem(key) {
                report(problem)
            }
        }
    }

    /// The value of an option: what was set, else its default. A value that is not allowed is reported.
    mutating func value<Value>(_ option: TypedOption<Value>) -> Value {
        guard let (text, source) = texts[option.definition.key] else { return option.defaultValue }
        if let value = option.parse(text) { return value }
        let shown = option.definition.isSecret ? Secret.mask : ErrorText.quoted(text)
        report(
            NotificationError(
                .invalidConfiguration,
                "\(source) is \(shown); allowed: \(option.definition.kind.allowed)",
                option: option.definition.key
            )
        )
        return option.defaultValue
    }

    /// What was set, by key, with secrets masked.
    var settings: [String: String] {
        var settings = texts.mapValues(\.text)
        for (name, value) in rdkafka {
            settings[ConfigurationKey.rdkafkaPrefix + name] = value
        }
        return Secret.masked(settings)
    }

    func isSet(_ option: ConfigurationOption) -> Bool {
        texts[option.key] != nil
    }

    mutating func report(_ problem: NotificationError) {
        problems.append(problem)
    }

    /// Lets the query of a transport URL override the options of the Kafka driver.
    mutating func apply(query: [TransportURL.QueryItem]) {
        let allowed = ConfigurationOption.all.filter { $0.section == .kafka }
        for item in query {
            if let option = allowed.first(where: { $0.name == item.name }) {
                texts[option.key] = (item.value, "\(item.name) in the transport URL's query")
                continue
            }
            let names = allowed.map(\.name)
            // With an @ the name may be a piece of a password that holds a raw ? and =.
            let shown = item.value.contains("@") ? nil : item.name
            let nearest = shown.flatMap { NearestName.nearest(to: $0, among: names) }
            report(
                NotificationError(
                    .invalidTransportURL,
                    "the transport URL's query has the unknown option \(shown.map(ErrorText.quoted) ?? Secret.mask); "
                        + (nearest.map { "did you mean \($0)?" } ?? "allowed: \(ErrorText.list(names))"),
                    option: shown
                )
            )
        }
    }

    private mutating func set(_ option: ConfigurationOption, _ text: String, source: String) {
        if let other = texts[option.key], other.text != text {
            report(
                NotificationError(
                    .invalidConfiguration,
                    "\(other.source) and \(source) are the same option and have different values",
                    option: option.key
                )
            )
        }
        texts[option.key] = (text, source)
    }
}
