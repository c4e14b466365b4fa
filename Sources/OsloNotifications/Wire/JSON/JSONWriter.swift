// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Writes JSON in the form of Python's `json.dumps`: ASCII only, `", "` and `": "`, order as given.
///
/// The embedded form is what stands inside a string of another JSON document: everything is escaped for both layers as
/// it is written, so that no text is gone through twice.
struct JSONWriter: Sendable {
    var buffer: WireBuffer
    /// Whether the text goes into a string of an outer document.
    var isEmbedded: Bool
    var nonFiniteNumbers: NonFiniteNumbers

    init(buffer: WireBuffer = WireBuffer(), isEmbedded: Bool = false, nonFiniteNumbers: NonFiniteNumbers = .refuse) {
        self.buffer = buffer
        self.isEmbedded = isEmbedded
        self.nonFiniteNumbers = nonFiniteNumbers
    }

    @inline(__always)
    mutating func writeQuote() {
        buffer.append(quote)
    }

    @inline(__always)
    mutating func write(byte: UInt8) {
        buffer.append(byte)
    }

    @inline(__always)
    mutating func writeItemSeparator() {
        buffer.append(Self.itemSeparator)
    }

    @inline(__always)
    mutating func writeKeySeparator() {
        buffer.append(Self.keySeparator)
    }

    mutating func writeNull() {
        buffer.append(word: 0x6C6C_756E, length: 4)
    }

    mutating func write(_ value: Bool) {
        if value {
            buffer.append(word: 0x6575_7274, length: 4)
        } else {
            buffer.append(word: 0x65_736C_6166, length: 5)
        }
    }

    static let itemSeparator = WireWord(bytes: 0x202C, length: 2)
    static let keySeparator = WireWord(bytes: 0x203A, length: 2)

    /// What a string begins and ends with.
    var quote: WireWord {
        isEmbedded ? WireWord(bytes: 0x225C, length: 2) : WireWord(bytes: 0x22, length: 1)
    }
}
