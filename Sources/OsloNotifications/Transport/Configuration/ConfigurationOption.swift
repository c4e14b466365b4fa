// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// One option that a ``NotificationConfiguration`` understands: its key, type, default and meaning.
///
/// ``all`` is the whole table, for a program that prints it or reads a file of options.
public struct ConfigurationOption: Sendable, Hashable {
    /// The section of oslo.config that the option belongs to.
    public enum Section: String, Sendable, CaseIterable {
        /// The options without a section; their keys are written with or without `DEFAULT.`.
        case common = "DEFAULT"
        /// Options of every notification driver.
        case notifications = "oslo_messaging_notifications"
        /// Options of the Kafka driver; a transport URL's query overrides them.
        case kafka = "oslo_messaging_kafka"

        /// Whether a key belongs to a section of which this driver knows every option.
        static func isOwn(_ key: String) -> Bool {
            [notifications, kafka].contains { key.hasPrefix("\($0.rawValue).") } || key.hasPrefix("rdkafka.")
        }
    }

    /// The section.
    public let section: Section

    /// The name inside the section.
    public let name: String

    /// The type of the value, and what is allowed.
    public let kind: Kind

    /// The default as it would be written in a file; empty when there is none.
    public let defaultValue: String

    /// What the option does.
    public let help: String

    /// Former names, as keys with their sections. They are accepted, with a warning.
    public let deprecatedKeys: [String]

    /// Whether a file may have the option several times, for a list of all the values.
    public let isMultiValued: Bool

    /// Whether the value must not be shown.
    public var isSecret: Bool { Secret.isName(name) }

    /// The key in the dictionary: `section.name`, or the name alone for the section `DEFAULT`.
    public var key: String {
        section == .common ? name : "\(section.rawValue).\(name)"
    }
}
