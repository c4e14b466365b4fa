// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which key the records of a notifier have. Records of one key go to one partition, so they keep their order.
///
/// Readers in Python take no notice of it.
public struct MessageKey: Sendable {
    private enum Source: Sendable {
        case none
        case publisherID
        case eventType
        case custom(@Sendable (MessageHeader) -> [UInt8]?)
    }

    private let source: Source

    /// No key: Kafka's partitioner spreads the records. This is what Python does.
    public static let none = MessageKey(source: .none)
    /// The publisher's id, and none for a notification without one.
    public static let publisherID = MessageKey(source: .publisherID)
    /// The event type.
    public static let eventType = MessageKey(source: .eventType)

    /// A key of one's own, such as the id of a request or of a resource.
    ///
    /// - Parameter key: makes the key from what is known of the notification besides its payload; nil is no key, which
    ///   is not the same as an empty one. It runs in the sender's task and must be quick.
    public static func custom(_ key: @escaping @Sendable (MessageHeader) -> [UInt8]?) -> MessageKey {
        MessageKey(source: .custom(key))
    }

    var isNone: Bool {
        if case .none = source { true } else { false }
    }

    func bytes(_ header: MessageHeader) -> [UInt8]? {
        switch source {
        case .none: nil
        case .publisherID: header.publisherID.map { [UInt8]($0.utf8) }
        case .eventType: [UInt8](header.eventType.utf8)
        case .custom(let key): key(header)
        }
    }
}
