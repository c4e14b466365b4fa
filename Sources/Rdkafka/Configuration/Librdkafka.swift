// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The librdkafka that is loaded, and what it can do.
public enum Librdkafka {
    /// Its version.
    public static var version: LibrdkafkaVersion { .running }

    /// What it was built with (`builtin.features`), such as `ssl`, `sasl_scram`, `zstd` or `sasl_oauthbearer`.
    public static let features: Set<String> = {
        let text = PropertyCatalog.defaultValue(of: "builtin.features") ?? ""
        return Set(text.split(separator: ",").map { $0.filter { $0 != " " } })
    }()

    /// Every property that it knows, in the order of its own documentation.
    public static let properties: [LibrdkafkaProperty] = PropertyCatalog.parse(PropertyCatalog.text())

    /// The property of that name.
    static func property(_ name: String) -> LibrdkafkaProperty? {
        propertiesByName[name]
    }

    private static let propertiesByName = Dictionary(properties.map { ($0.name, $0) }) { first, _ in first }
}
