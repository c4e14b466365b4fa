// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// An option together with the Swift type of its value.
struct TypedOption<Value: Sendable>: Sendable {
    let definition: ConfigurationOption
    let defaultValue: Value
    /// `nil` for a text that ``ConfigurationOption/kind`` does not allow.
    let parse: @Sendable (String) -> Value?

    init(
        _ section: ConfigurationOption.Section,
        _ name: String,
        _ kind: ConfigurationOption.Kind,
        default defaultValue: Value,
        written: String,
        help: String,
        deprecated: [String] = [],
        isMultiValued: Bool = false,
        parse: @escaping @Sendable (String) -> Value?
    ) {
        definition = ConfigurationOption(
            section: section, name: name, kind: kind, defaultValue: written, help: help, deprecatedKeys: deprecated,
            isMultiValued: isMultiValued
        )
        self.defaultValue = defaultValue
        self.parse = parse
    }
}

extension TypedOption where Value == String {
    static func text(
        _ section: ConfigurationOption.Section, _ name: String, default value: String, help: String,
        deprecated: [String] = []
    ) -> Self {
        Self(section, name, .text, default: value, written: value, help: help, deprecated: deprecated) { $0 }
    }

    static func nonEmptyText(
        _ section: ConfigurationOption.Section, _ name: String, default value: String, help: String
    ) -> Self {
        Self(section, name, .nonEmptyText, default: value, written: value, help: help) { $0.isEmpty ? nil : $0 }
    }

    static func choice(
        _ section: ConfigurationOption.Section, _ name: String, of words: [String], default value: String, help: String
    ) -> Self {
        Self(section, name, .choice(words), default: value, written: value, help: help) {
            words.contains($0) ? $0 : nil
        }
    }
}

extension TypedOption where Value == Secret? {
    static func secret(_ section: ConfigurationOption.Section, _ name: String, help: String) -> Self {
        Self(section, name, .text, default: nil, written: "", help: help) { .some($0.isEmpty ? nil : Secret($0)) }
    }
}

extension TypedOption where Value == Int {
    static func integer(
        _ section: ConfigurationOption.Section, _ name: String, in range: ClosedRange<Int>, default value: Int,
        help: String, deprecated: [String] = []
    ) -> Self {
        let number = ConfigurationOption.Kind.integer(range)
        return Self(section, name, number, default: value, written: "\(value)", help: help, deprecated: deprecated) {
            Int($0.trimmed).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension TypedOption where Value == Duration {
    /// A number of seconds.
    static func seconds(
        _ section: ConfigurationOption.Section, _ name: String, in range: ClosedRange<Double>, default value: Double,
        help: String
    ) -> Self {
        let number = ConfigurationOption.Kind.number(range)
        return Self(section, name, number, default: .seconds(value), written: "\(value)", help: help) { text in
            Double(text.trimmed).flatMap { range.contains($0) ? .seconds($0) : nil }
        }
    }
}

extension TypedOption where Value == Bool {
    static func boolean(
        _ section: ConfigurationOption.Section, _ name: String, default value: Bool, help: String
    ) -> Self {
        Self(section, name, .boolean, default: value, written: "\(value)", help: help) { text in
            let word = text.trimmed.lowercased()
            if ConfigurationOption.Kind.trueWords.contains(word) { return true }
            return ConfigurationOption.Kind.falseWords.contains(word) ? false : nil
        }
    }
}

extension TypedOption where Value == [String] {
    static func list(
        _ section: ConfigurationOption.Section, _ name: String, of words: [String] = [], default value: [String],
        help: String, deprecated: [String] = [], isMultiValued: Bool = false
    ) -> Self {
        let written = value.joined(separator: ",")
        return Self(
            section, name, .list(of: words), default: value, written: written, help: help, deprecated: deprecated,
            isMultiValued: isMultiValued
        ) { text in
            var items = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
            // Commas at the end are nothing, as in Python.
            while items.count > 1, items.last == "" { items.removeLast() }
            let isAllowed = items.allSatisfy { !$0.isEmpty && (words.isEmpty || words.contains($0)) }
            return isAllowed ? items : nil
        }
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let tail = unicodeScalars.drop(while: \.isPythonSpace)
        guard let last = tail.lastIndex(where: { !$0.isPythonSpace }) else { return "" }
        return String(tail[...last])
    }
}
