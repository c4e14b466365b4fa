// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A random UUID (RFC 9562, version 4).
struct RandomUUID: Sendable, Hashable {
    let high: UInt64
    let low: UInt64

    /// Takes 122 bits from the kernel's generator, through a pool.
    init() {
        self.init(random: RandomPool.shared.next())
    }

    init(random: (UInt64, UInt64)) {
        high = random.0 & ~0xF000 | 0x4000
        low = random.1 & ~(0b11 << 62) | 1 << 63
    }

    /// The 16 hexadecimal digits of `value` in two words, the first digit in the lowest byte of the first.
    private static func digits(_ value: UInt64) -> (UInt64, UInt64) {
        (eight(UInt32(truncatingIfNeeded: value &>> 32)), eight(UInt32(truncatingIfNeeded: value)))
    }

    private static func eight(_ value: UInt32) -> UInt64 {
        var nibbles = UInt64(value.byteSwapped)
        nibbles = (nibbles | nibbles &<< 16) & 0x0000_FFFF_0000_FFFF
        nibbles = (nibbles | nibbles &<< 8) & 0x00FF_00FF_00FF_00FF
        nibbles = (nibbles &>> 4 | nibbles &<< 8) & 0x0F0F_0F0F_0F0F_0F0F
        let letters = ((nibbles &+ 0x0606_0606_0606_0606) &>> 4) & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
    }

    func write(to buffer: inout WireBuffer) {
        let hyphen = UInt8(ascii: "-")
        let (first, second) = Self.digits(high)
        let (third, fourth) = Self.digits(low)
        buffer.reserve(48)
        buffer.append(word: first, length: 8)
        buffer.append(hyphen)
        buffer.append(word: second, length: 4)
        buffer.append(hyphen)
        buffer.append(word: second &>> 32, length: 4)
        buffer.append(hyphen)
        buffer.append(word: third, length: 4)
        buffer.append(hyphen)
        buffer.append(word: third &>> 32, length: 4)
        buffer.append(word: fourth, length: 8)
    }
}

extension RandomUUID: CustomStringConvertible {
    var description: String {
        var buffer = WireBuffer(capacity: 48)
        write(to: &buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
