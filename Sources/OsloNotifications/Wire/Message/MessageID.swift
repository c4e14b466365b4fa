// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The id of a notification: by default a random UUID, which receivers use to find duplicates.
public struct MessageID: Sendable, Hashable {
    enum Storage: Sendable, Hashable {
        case uuid(RandomUUID)
        case text(String)
    }

    let storage: Storage

    /// Takes an id as it is, of any form.
    public init(_ text: String) {
        storage = .text(text)
    }

    private init(_ uuid: RandomUUID) {
        storage = .uuid(uuid)
    }

    /// A new random UUID (version 4).
    public static func random() -> MessageID {
        MessageID(RandomUUID())
    }

    /// Whether both have the same text.
    public static func == (left: MessageID, right: MessageID) -> Bool {
        if case .uuid(let left) = left.storage, case .uuid(let right) = right.storage { return left == right }
        return left.description.hasSameCodePoints(as: right.description)
    }

    /// Feeds the text to `hasher`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(description)
    }
}

extension MessageID: CustomStringConvertible {
    /// The id as it stands in the message.
    public var description: String {
        switch storage {
        case .uuid(let uuid): uuid.description
        case .text(let text): text
        }
    }
}

extension MessageID: ExpressibleByStringLiteral {
    /// Takes an id as it is.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
