// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Writes the value that a scanner reads once more: in the form of Python's `json.dumps`, on one line and in ASCII, but
/// with the numbers as they stand in the text.
struct JSONTranscriber: JSONEventHandler {
    private struct Frame {
        var isObject: Bool
        var isEmpty = true
    }

    private(set) var writer: JSONWriter
    private var frames: [Frame] = []
    private var isAfterKey = false

    init(_ writer: JSONWriter) {
        self.writer = writer
    }

    mutating func beginObject() {
        begin(isObject: true, UInt8(ascii: "{"))
    }

    mutating func beginArray() {
        begin(isObject: false, UInt8(ascii: "["))
    }

    mutating func end() {
        guard let frame = frames.popLast() else { return }
        writer.write(byte: frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    mutating func key(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        separate()
        try write(token, in: text)
        writer.writeKeySeparator()
        isAfterKey = true
    }

    mutating func string(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        separate()
        try write(token, in: text)
    }

    mutating func number(_ token: NumberToken, in text: Span<UInt8>) {
        separate()
        writer.buffer.append(contentsOf: text.extracting(token.start..<token.end))
    }

    mutating func word(_ word: JSONWord) {
        separate()
        writer.buffer.append(contentsOf: word.text)
    }

    private mutating func begin(isObject: Bool, _ byte: UInt8) {
        separate()
        writer.write(byte: byte)
        frames.append(Frame(isObject: isObject))
    }

    /// Before anything but the end of a container.
    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
        } else if let frame = frames.last {
            if !frame.isEmpty { writer.writeItemSeparator() }
            frames[frames.count - 1].isEmpty = false
        }
    }

    private mutating func write(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        guard token.isEscaped else {
            writer.writeQuote()
            writer.writeEscaped(text.extracting(token.start..<token.end))
            return writer.writeQuote()
        }
        switch try JSONText(token, in: text) {
        case .string(let string): writer.write(string)
        case .illFormed(let string): writer.write(string)
        }
    }
}
