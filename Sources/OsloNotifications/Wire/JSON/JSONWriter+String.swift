// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONWriter {
    mutating func write(_ text: String) {
        writeQuoted(text.utf8.span, .none, .none)
    }

    mutating func write(_ text: WTF8String) {
        writeQuoted(text.bytes.span, .none, .none)
    }

    /// Writes a key and the separator after it; before them another separator unless it's the first one.
    mutating func writeKey(_ key: String, isFirst: Bool = true) {
        writeKey(key.utf8.span, isFirst: isFirst)
    }

    mutating func writeKey(_ key: WTF8String, isFirst: Bool) {
        writeKey(key.bytes.span, isFirst: isFirst)
    }

    @inline(__always)
    private mutating func writeKey(_ key: Span<UInt8>, isFirst: Bool) {
        writeQuoted(key, isFirst ? .none : Self.itemSeparator, Self.keySeparator)
    }

    /// Writes WTF-8 text as a string, in one go when nothing of it is escaped.
    @inline(__always)
    private mutating func writeQuoted(_ text: Span<UInt8>, _ before: WireWord, _ after: WireWord) {
        let quote = quote
        let end = quote.followed(by: after)
        let index = buffer.append(before.followed(by: quote), runOf: text, until: WordScan.needsEscape, end)
        if index < text.count {
            writeEscaped(text, from: index)
            buffer.append(end)
        }
    }

    /// Writes WTF-8 text as the inside of a string, from an index on.
    mutating func writeEscaped(_ text: Span<UInt8>, from start: Int = 0) {
        var index = start
        while true {
            index = buffer.appendRun(of: text, from: index, until: WordScan.needsEscape)
            guard index < text.count else { return }
            let byte = text[index]
            if byte < 0x80 {
                writeEscape(ofASCII: byte)
                index &+= 1
            } else {
                index = writeEscapes(ofNonASCII: text, from: index)
            }
        }
    }

    /// Writes the run of characters outside ASCII that starts at `start` and returns the index after it.
    private mutating func writeEscapes(ofNonASCII text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] >= 0x80 {
            let lead = UInt32(text[index])
            let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
            var scalar = lead & (0xFF &>> UInt32(length &+ 1))
            var next = index &+ 1
            while next < index &+ length, next < text.count {
                scalar = scalar &<< 6 | UInt32(text[next] & 0x3F)
                next &+= 1
            }
            if scalar > 0xFFFF {
                writeEscape(ofUnit: 0xD7C0 &+ scalar &>> 10)
                writeEscape(ofUnit: 0xDC00 | scalar & 0x3FF)
            } else {
                writeEscape(ofUnit: scalar)
            }
            index = next
        }
        return index
    }

    private mutating func writeEscape(ofASCII byte: UInt8) {
        let letter: UInt64
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            // The character itself is escaped again by the outer layer.
            if isEmbedded {
                buffer.append(word: 0x005C_5C5C | UInt64(byte) &<< 24, length: 4)
            } else {
                buffer.append(word: 0x5C | UInt64(byte) &<< 8, length: 2)
            }
            return
        case 0x0A: letter = UInt64(UInt8(ascii: "n"))
        case 0x0D: letter = UInt64(UInt8(ascii: "r"))
        case 0x09: letter = UInt64(UInt8(ascii: "t"))
        case 0x0C: letter = UInt64(UInt8(ascii: "f"))
        case 0x08: letter = UInt64(UInt8(ascii: "b"))
        default:
            writeEscape(ofUnit: UInt32(byte))
            return
        }
        if isEmbedded {
            buffer.append(word: 0x5C5C | letter &<< 16, length: 3)
        } else {
            buffer.append(word: 0x5C | letter &<< 8, length: 2)
        }
    }

    /// Writes `\uXXXX` with lower-case digits.
    @inline(__always)
    private mutating func writeEscape(ofUnit unit: UInt32) {
        let nibbles = unit &>> 12 | (unit &>> 8 & 0xF) &<< 8 | (unit &>> 4 & 0xF) &<< 16 | (unit & 0xF) &<< 24
        let isLetter = ((nibbles &+ 0x0606_0606) &>> 4) & 0x0101_0101
        let digits = UInt64(nibbles &+ 0x3030_3030 &+ isLetter &* 39)
        if isEmbedded {
            buffer.append(word: 0x75_5C5C | digits &<< 24, length: 7)
        } else {
            buffer.append(word: 0x755C | digits &<< 16, length: 6)
        }
    }
}
