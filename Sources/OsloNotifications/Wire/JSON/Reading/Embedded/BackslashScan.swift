// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The backslashes of a text, one after the other, found for 64 bytes at a time.
///
/// To look for the next one from where the last one was found would be to wait for each before the next: here the bits
/// of a block are known before they are needed, which is what makes it fast.
struct BackslashScan {
    /// One bit for each byte of the present block that is a backslash and was not given out yet.
    private var bits: UInt64 = 0
    private var block: Int
    private var nextBlock: Int
    private var oddities: UInt64 = 0

    /// Texts that are shorter are not read.
    static let minimumCount = 65

    /// - Parameter start: not the text's first byte.
    init(from start: Int) {
        block = start
        nextBlock = start
    }

    /// Whether there were bytes, in the blocks that were looked at, that stand in no string of an embedded document:
    /// controls, and quotes that have no backslash before them. Some before the start may be among them.
    var hasOddities: Bool { oddities != 0 }

    /// The index of the next backslash; the text's end when there is none.
    @inline(__always)
    mutating func next(in text: Span<UInt8>) -> Int {
        while bits == 0 {
            guard nextBlock < text.count else { return text.count }
            load(text)
        }
        let index = block &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        return index
    }

    /// Leaves out the backslashes before `index`.
    mutating func skip(to index: Int, in text: Span<UInt8>) {
        while true {
            while bits == 0 {
                guard nextBlock < index, nextBlock < text.count else { return }
                load(text)
            }
            guard block &+ bits.trailingZeroBitCount < index else { return }
            bits &= bits &- 1
        }
    }

    /// Goes on to the next block. The last one may begin in the one before it: what was seen there is not seen again.
    @inline(__always)
    private mutating func load(_ text: Span<UInt8>) {
        block = min(nextBlock, text.count &- 64)
        let found = BackslashBlock(text, at: block)
        bits = found.bits & ~0 &<< UInt64(nextBlock &- block)
        oddities |= found.oddities
        nextBlock = block &+ 64
    }
}

/// What 64 bytes of an embedded document have.
private struct BackslashBlock {
    private typealias Bytes = SIMD16<UInt8>

    /// One bit for each byte that is a backslash.
    let bits: UInt64
    /// Not 0 when there are controls, or quotes that have no backslash before them.
    let oddities: UInt64

    @inline(never)
    init(_ text: Span<UInt8>, at index: Int) {
        var odd = Bytes.zero
        bits =
            Self.look(text, index, &odd) | Self.look(text, index &+ 16, &odd) &<< 16
            | Self.look(text, index &+ 32, &odd) &<< 32 | Self.look(text, index &+ 48, &odd) &<< 48
        let halves = Self.words(odd & Bytes(repeating: 0x80))
        oddities = halves.x | halves.y
    }

    /// A bit for each of 16 bytes that is a backslash.
    ///
    /// The top bit of `0x80 - (byte ^ wanted)` is set when the byte is the wanted one, for bytes below 0x80.
    @inline(__always)
    private static func look(_ text: Span<UInt8>, _ index: Int, _ odd: inout Bytes) -> UInt64 {
        let bytes = text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: Bytes.self)
        let before = text.bytes.unsafeLoadUnaligned(fromByteOffset: index &- 1, as: Bytes.self)
        let top = Bytes(repeating: 0x80)
        let backslash = Bytes(repeating: UInt8(ascii: "\\"))
        let isQuote = top &- (bytes ^ Bytes(repeating: UInt8(ascii: "\"")))
        let isAfterBackslash = (top &- (before ^ backslash)) & ~before
        let isControl = Bytes(repeating: 0x9F) &- bytes
        odd |= (isQuote & ~isAfterBackslash | isControl) & ~bytes
        let found = words((top &- (bytes ^ backslash)) & ~bytes & top)
        return gather(found.x) | gather(found.y) &<< 8
    }

    /// The same bits as two words: both types are 16 bytes, of which every pattern is a value.
    @inline(__always)
    private static func words(_ bytes: Bytes) -> SIMD2<UInt64> {
        unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    }

    /// The top bits of eight bytes as one byte: the product has each in its place in the highest one.
    @inline(__always)
    private static func gather(_ tops: UInt64) -> UInt64 {
        (tops &* 0x0002_0408_1020_4081) &>> 56
    }
}
