// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationFilter {
    /// What a filter can look at.
    public enum Field: Sendable, Hashable {
        /// The sender: `publisher_id`.
        case publisherID
        /// What happened: `event_type`.
        case eventType
        /// A member of the request's context: `context.KEY`.
        case context(String)
        /// A member of the payload: `payload.KEY`.
        case payload(String)
        /// `metadata.message_id` or `metadata.timestamp`; any other is never there.
        case metadata(String)

        /// The forms in which ``init(name:)`` takes a field.
        public static let names = ["publisher_id", "event_type", "context.KEY", "payload.KEY", "metadata.KEY"]

        /// A field by its name, such as `event_type` or `payload.state`. The key is all that is after the first dot.
        public init?(name: String) {
            switch name {
            case "publisher_id": self = .publisherID
            case "event_type": self = .eventType
            default:
                guard let (section, key) = Substring(name).cut(at: "."), !key.isEmpty else { return nil }
                switch section {
                case "context": self = .context(String(key))
                case "payload": self = .payload(String(key))
                case "metadata": self = .metadata(String(key))
                default: return nil
                }
            }
        }

        /// The name, as ``init(name:)`` takes it.
        public var name: String {
            switch self {
            case .publisherID: "publisher_id"
            case .eventType: "event_type"
            case .context(let key): "context.\(key)"
            case .payload(let key): "payload.\(key)"
            case .metadata(let key): "metadata.\(key)"
            }
        }

        /// What it takes to find it: the place of some is known, objects are gone through.
        var cost: Int {
            switch self {
            case .publisherID, .eventType, .metadata: 0
            case .context: 1
            case .payload: 2
            }
        }
    }
}
