// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The fixed text between a message's fields, as it stands in one of the formats. A class, so that handing it on
/// counts one reference and not one for each text.
final class EnvelopeFragments: Sendable {
    static let bare = EnvelopeFragments(isEmbedded: false)
    static let enveloped = EnvelopeFragments(isEmbedded: true)

    /// From the record's start up to the inner document.
    let envelopeStart: [UInt8]
    /// Up to the value of `message_id`, which is a string.
    let messageID: [UInt8]
    /// From the value of `message_id` up to that of `publisher_id`.
    let publisherID: [UInt8]
    let eventType: [UInt8]
    /// Up to the priority's word, which needs no escapes.
    let priority: [UInt8]
    let payload: [UInt8]
    let timestamp: [UInt8]
    let context: [UInt8]
    /// From the inner document to the record's end.
    let envelopeEnd: [UInt8]

    static func of(_ format: EnvelopeFormat) -> EnvelopeFragments {
        format == .bare ? bare : enveloped
    }

    private init(isEmbedded: Bool) {
        func fragment(_ text: String) -> [UInt8] {
            guard isEmbedded else { return Array(text.utf8) }
            return text.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [UInt8(ascii: "\\"), $0] : [$0] }
        }
        envelopeStart = isEmbedded ? Array(#"{"oslo.version": "2.0", "oslo.message": ""#.utf8) : []
        messageID = fragment(#"{"message_id": "#)
        publisherID = fragment(#", "publisher_id": "#)
        eventType = fragment(#", "event_type": "#)
        priority = fragment(#", "priority": ""#)
        payload = fragment(#"", "payload": "#)
        timestamp = fragment(#", "timestamp": "#)
        context = fragment(#", "_context": "#)
        envelopeEnd = isEmbedded ? Array(#""}"#.utf8) : []
    }
}
