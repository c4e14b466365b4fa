// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The outer object of a record.
struct Envelope: ~Copyable {
    private(set) var version = FieldPlace.none
    private(set) var message = FieldPlace.none
    /// The inner document without its escapes, when `message` is text.
    var text = WireBuffer()

    /// Checks the whole record.
    init(_ record: Span<UInt8>, at start: Int) throws(WireError) {
        var position = start
        var version = FieldPlace.none
        var message = FieldPlace.none
        var text = WireBuffer()
        try JSONScanner.scanObject(record, at: &position, .plain) { key, position throws(WireError) in
            let start = position
            let isMessage = record.isName("oslo.message", key)
            if isMessage, position < record.count, record[position] == UInt8(ascii: "\"") {
                text = WireBuffer(capacity: record.count &- position &+ 8)
                try JSONScanner.unescapeString(record, at: &position, into: &text)
            } else {
                try JSONScanner.skipValue(record, at: &position, .plain, depth: 1)
            }
            if isMessage {
                message = FieldPlace(start: start, end: position)
            } else if record.isName("oslo.version", key) {
                version = FieldPlace(start: start, end: position)
            }
        }
        try JSONScanner.scanEnd(record, at: &position, .plain)
        self.version = version
        self.message = message
        self.text = text
    }
}

extension Span<UInt8> {
    /// Whether a key spells `name`, escaped or not.
    func isName(_ name: String, _ key: StringToken) -> Bool {
        if key.isEscaped {
            guard case .string(let text)? = try? JSONText(key, in: self) else { return false }
            return text.hasSameCodePoints(as: name)
        }
        return key.end &- key.start == name.utf8.count && has(name, at: key.start)
    }

    func copy(_ range: Range<Int>) -> [UInt8] {
        var buffer = WireBuffer(capacity: range.count + 8)
        buffer.append(contentsOf: extracting(range))
        return buffer.take()
    }
}
