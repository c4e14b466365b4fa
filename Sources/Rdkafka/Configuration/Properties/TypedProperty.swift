// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a property is read from its text and written as such.
struct TypedProperty<Value>: Sendable {
    /// librdkafka's names for it, the one that is written first.
    let names: [String]
    let parse: @Sendable (String) -> Value?
    let format: @Sendable (Value) -> String
}

extension KafkaConfiguration {
    /// The value of a property under whichever name it has; nil when it is not set, or not such a value.
    subscript<Value>(property: TypedProperty<Value>) -> Value? {
        get {
            // Properties are handed to librdkafka in the order of their names, so the last one counts.
            let name = property.names.filter { properties[$0] != nil }.max()
            return name.flatMap { properties[$0] }.flatMap(property.parse)
        }
        set {
            for name in property.names { properties[name] = nil }
            if let newValue { properties[property.names[0]] = property.format(newValue) }
        }
    }
}

extension TypedProperty where Value == String {
    static func text(_ names: String...) -> TypedProperty {
        TypedProperty(names: names, parse: { $0 }, format: { $0 })
    }
}

extension TypedProperty where Value == Int {
    static func integer(_ names: String...) -> TypedProperty {
        TypedProperty(names: names, parse: { Int($0) }, format: { String($0) })
    }
}

extension TypedProperty where Value == Bool {
    static func boolean(_ names: String...) -> TypedProperty {
        TypedProperty(names: names, parse: { Bool(librdkafka: $0) }, format: { String($0) })
    }
}

extension TypedProperty where Value == [String] {
    /// Texts separated by commas.
    static func list(_ names: String...) -> TypedProperty {
        TypedProperty(
            names: names, parse: { $0.split(separator: ",").map { $0.filter { $0 != " " } } },
            format: { $0.joined(separator: ",") })
    }
}

extension TypedProperty where Value == Duration {
    /// Whole milliseconds; a part of one counts as one.
    static func milliseconds(_ names: String...) -> TypedProperty {
        TypedProperty(
            names: names, parse: { Int64($0).map { .milliseconds($0) } }, format: { String($0.milliseconds) })
    }

    /// Milliseconds and parts of them.
    static func fractionalMilliseconds(_ names: String...) -> TypedProperty {
        TypedProperty(
            names: names,
            parse: { text in
                guard let milliseconds = Double(text), abs(milliseconds) < 1e12 else { return nil }
                return .microseconds(Int64((milliseconds * 1000).rounded()))
            },
            format: { duration in
                let microseconds = (duration.seconds * 1e6).rounded()
                return microseconds.truncatingRemainder(dividingBy: 1000) == 0
                    ? String(duration.milliseconds) : String(microseconds / 1000)
            })
    }
}

extension TypedProperty where Value: RawRepresentable<String> & Sendable {
    /// Words; `synonyms` are other words for the same.
    static func word(_ names: String..., synonyms: [String: String] = [:]) -> TypedProperty {
        TypedProperty(
            names: names,
            parse: { text in
                let word = text.lowercased()
                return Value(rawValue: synonyms[word] ?? word)
            },
            format: \.rawValue)
    }
}
