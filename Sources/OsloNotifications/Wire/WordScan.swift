// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Looks at eight bytes of text at once.
///
/// Each function returns a word in which the lowest set bit is the top bit of the first byte it looks for; bits above
/// that one may be set for other bytes (a borrow moves upward only).
enum WordScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Seven letters `a` above a free lowest byte: no function flags them.
    static let filler: UInt64 = 0x6161_6161_6161_6100

    /// Letters `a` above `length` free bytes, fewer than eight.
    @inline(__always)
    static func filler(above length: Int) -> UInt64 { 0x6161_6161_6161_6161 &<< UInt64(length &* 8) }

    /// Bytes that ASCII JSON text must escape: `"`, `\`, controls, DEL, and everything outside ASCII.
    @inline(__always)
    static func needsEscape(_ word: UInt64) -> UInt64 {
        (special(word) | ((word ^ (ones &* 0x7F)) &- ones) | word) & tops
    }

    /// Bytes that end a run in a JSON string that is read: `"`, `\` and controls.
    @inline(__always)
    static func stringEnd(_ word: UInt64) -> UInt64 {
        special(word) & ~word & tops
    }

    /// The top bits of `"`, `\` and controls, and of some bytes outside ASCII.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        return (quote &- ones) | (backslash &- ones) | (word &- (ones &* 0x20))
    }
}

extension Span<UInt8> {
    /// Eight bytes in memory order. The load is bounds-checked and every bit pattern is a valid `UInt64`.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// Two bytes, the first one lowest.
    @inline(__always)
    func halfWord(at index: Int) -> UInt16 {
        UInt16(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt16.self))
    }

    /// The bytes from `index` on, of which there are fewer than eight, the first one lowest; zeros above them.
    @inline(__always)
    func lastWord(from index: Int) -> UInt64 {
        let length = count &- index
        if length == 0 { return 0 }
        if count >= 8 { return UInt64(littleEndian: word(at: count &- 8)) &>> UInt64(64 &- length &* 8) }
        if length < 4 {
            // The first one, the middle one and the last one, some of which are the same.
            return UInt64(self[index]) | UInt64(self[index &+ length &>> 1]) &<< UInt64(length &>> 1 &* 8)
                | UInt64(self[count &- 1]) &<< UInt64((length &- 1) &* 8)
        }
        // Both halves, which may overlap.
        let low = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
        let high = UInt32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
        return UInt64(low) | UInt64(high) &<< UInt64((length &- 4) &* 8)
    }
}
