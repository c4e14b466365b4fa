// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The name of the Kafka topic that a notification goes to: `<topic>.<priority>[.<virtual host>]`.
///
/// Notifiers and listeners both use it, so that a URL with a virtual host means the same topics on both sides.
public struct TopicName: Sendable, Hashable, CustomStringConvertible {
    /// The longest name that Kafka allows, in characters.
    public static let maximumLength = TopicNameRule.maximumLength

    /// The name as Kafka sees it.
    public let rawValue: String

    /// The name as Kafka sees it.
    public var description: String { rawValue }

    /// Makes the name of a topic.
    ///
    /// - Parameters:
    ///   - topic: The notification topic, such as `notifications`.
    ///   - priority: The priority.
    ///   - virtualHost: That of the transport URL; `nil` and the empty string add nothing.
    /// - Throws: `invalidTopic` when a part is empty, has a character other than `A-Z a-z 0-9 . _ -`, or the whole is
    ///   longer than 249 characters.
    public init(topic: String, priority: NotificationPriority, virtualHost: String? = nil) throws(NotificationError) {
        try self.init(topic: topic, priority: priority.topicSuffix, virtualHost: virtualHost)
    }

    init(topic: String, priority: String, virtualHost: String? = nil) throws(NotificationError) {
        try Self.check(topic, is: "topic")
        try Self.check(priority, is: "priority")
        var name = "\(topic).\(priority)"
        if let virtualHost, !virtualHost.isEmpty {
            try Self.check(virtualHost: virtualHost)
            name += ".\(virtualHost)"
        }
        guard name.utf8.count <= Self.maximumLength else {
            throw NotificationError(
                .invalidTopic,
                "the Kafka topic \(ErrorText.quoted(name)) has \(name.utf8.count) characters; "
                    + "allowed: at most \(Self.maximumLength) for <topic>.<priority>[.<virtual host>]"
            )
        }
        rawValue = name
    }

    /// Checks the characters of a virtual host; an empty one is allowed.
    static func check(virtualHost: String) throws(NotificationError) {
        guard !virtualHost.isEmpty else { return }
        try check(virtualHost, is: "virtual host")
    }

    private static func check(_ part: String, is what: String) throws(NotificationError) {
        if !part.isEmpty, part.utf8.allSatisfy(TopicNameRule.isAllowed(_:)) { return }
        throw NotificationError(
            .invalidTopic,
            "the \(what) \(shown(part)) can't be part of a Kafka topic name; "
                + "allowed: one or more of A-Z a-z 0-9 . _ -"
        )
    }

    /// An `@` may come from a URL with an unencoded password.
    private static func shown(_ part: String) -> String {
        part.contains("@") ? "(with an @)" : ErrorText.quoted(part)
    }
}
