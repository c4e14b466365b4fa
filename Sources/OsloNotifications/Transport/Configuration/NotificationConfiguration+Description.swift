// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What was set, a line a key, with `***` in place of secrets.
    public var description: String {
        settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: "\n")
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Shows ``settings`` only: the properties hold secrets.
    public var customMirror: Mirror { Mirror(self, children: ["settings": settings]) }

    /// Properties of librdkafka with `***` in place of secrets, fit for a log line.
    public static func maskingSecrets(in properties: [String: String]) -> [String: String] {
        Secret.masked(properties)
    }
}
