// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A password or key: it prints as `***`, in a dump as well.
public struct Secret: Sendable, Hashable {
    /// The secret itself. Keep it out of logs and errors.
    public let revealed: String

    /// Wraps a secret.
    public init(_ revealed: String) {
        self.revealed = revealed
    }

    static let mask = "***"
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `***`.
    public var description: String { Self.mask }

    /// `***`.
    public var debugDescription: String { Self.mask }

    /// Has no children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret {
    /// Whether the value of an option or librdkafka property of this name is a secret.
    static func isName(_ name: String) -> Bool {
        KafkaConfiguration.isSecret(name) || name.lowercased().contains("transport_url")
    }

    /// The same entries with `***` in place of secrets, fit for a log line.
    static func masked(_ entries: [String: String]) -> [String: String] {
        var masked = entries
        for name in entries.keys where isName(name) {
            masked[name] = mask
        }
        return masked
    }
}
