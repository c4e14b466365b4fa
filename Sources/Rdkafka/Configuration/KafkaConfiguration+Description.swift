// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration: CustomStringConvertible {
    /// The properties in order of their names, secrets masked.
    public var description: String {
        Self.masked(properties)
    }

    /// Properties in order of their names, secrets masked.
    static func masked(_ properties: [String: String]) -> String {
        properties.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(isSecret($0.key) ? "***" : $0.value)" }
            .joined(separator: " ")
    }

    /// Whether the value of a property of this name must not be printed.
    public static func isSecret(_ name: String) -> Bool {
        let lowercased = name.lowercased()
        return secretMarkers.contains { lowercased.contains($0) }
    }

    private static let secretMarkers = [
        "password", "passphrase", "secret", "private.key", "ssl.key.pem", "ssl_key", "sasl.oauthbearer.config",
    ]
}

extension KafkaConfiguration: CustomDebugStringConvertible, CustomReflectable {
    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Shows what ``description`` does: a dump must not have the secrets either.
    public var customMirror: Mirror { Mirror(self, children: ["properties": description]) }
}
