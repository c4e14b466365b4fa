// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads the table of properties that librdkafka prints of itself.
enum PropertyCatalog {
    /// The properties of a text as `CONFIGURATION.md` has it. The first of several equal names counts: the second is
    /// the topic's own, which the client's is a default for.
    static func parse(_ text: String) -> [LibrdkafkaProperty] {
        var seen: Set<String> = []
        return text.split(separator: "\n").compactMap { line in
            guard let property = property(line), seen.insert(property.name).inserted else { return nil }
            return property
        }
    }

    /// A line has the name, who it is for, range, default, importance and description, between bars.
    private static func property(_ line: Substring) -> LibrdkafkaProperty? {
        let fields = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let scope = LibrdkafkaProperty.Scope(rawValue: trimmed(fields[1])) else { return nil }
        return LibrdkafkaProperty(
            name: trimmed(fields[0]), scope: scope, isDeprecated: fields[2].contains("**DEPRECATED**"),
            aliasOf: alias(in: fields[2]))
    }

    /// The name between the quotes of ``Alias for `name` ``.
    private static func alias(in description: Substring) -> String? {
        guard let start = description.firstRange(of: "Alias for `") else { return nil }
        return String(description[start.upperBound...].prefix { $0 != "`" })
    }

    private static func trimmed(_ field: Substring) -> String {
        String(field.drop { $0 == " " }.prefix { $0 != " " })
    }
}
