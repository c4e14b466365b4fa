// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The name of a notification's field, fewer than 16 bytes, as two words: to compare texts takes longer.
struct FieldName: Equatable {
    private let first: UInt64
    private let rest: UInt64
    private let count: Int

    static let messageID = FieldName("message_id")
    static let publisherID = FieldName("publisher_id")
    static let eventType = FieldName("event_type")
    static let priority = FieldName("priority")
    static let payload = FieldName("payload")
    static let timestamp = FieldName("timestamp")
    static let context = FieldName("_context")

    private init(_ name: String) {
        self.init(name.utf8.span)
    }

    /// The name that a key without escapes is; of a longer one its beginning, which is no field's.
    init(_ text: Span<UInt8>, _ key: StringToken) {
        self.init(text.extracting(key.start..<key.end))
    }

    @inline(__always)
    private init(_ name: Span<UInt8>) {
        count = name.count
        first = name.count < 8 ? name.lastWord(from: 0) : UInt64(littleEndian: name.word(at: 0))
        rest = name.count <= 8 || name.count >= 16 ? 0 : name.lastWord(from: 8)
    }
}
