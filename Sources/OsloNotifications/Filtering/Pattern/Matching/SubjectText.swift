// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The code points of a text in UTF-8, in which there may be lone surrogates too. Places are indices of bytes.
enum SubjectText {
    /// The code point that begins at a place, and how many bytes it has.
    @inline(__always)
    static func scalar(_ text: Span<UInt8>, at place: Int) -> (scalar: UInt32, length: Int) {
        let first = text[place]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        // The text was checked when it came; what is cut off nevertheless is a byte each.
        guard first >= 0xC0, place &+ length <= text.count else { return (UInt32(first), 1) }
        var scalar = UInt32(first) & (0x7F &>> UInt32(length))
        for index in (place &+ 1)..<(place &+ length) { scalar = scalar &<< 6 | UInt32(text[index] & 0x3F) }
        return (scalar, length)
    }

    /// The code point that ends at a place, and how many bytes it has.
    @inline(__always)
    static func scalar(_ text: Span<UInt8>, before place: Int) -> (scalar: UInt32, length: Int) {
        var start = place &- 1
        while start > 0, place &- start < 4, text[start] & 0xC0 == 0x80 { start &-= 1 }
        let (scalar, length) = scalar(text, at: start)
        return start &+ length == place ? (scalar, length) : (UInt32(text[place &- 1]), 1)
    }
}
