// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Decimal digits as bytes in a word, the first digit in the lowest byte.
enum DecimalDigits {
    /// Two digits of a number below 100.
    @inline(__always)
    static func two(_ value: UInt32) -> UInt64 {
        let tens = (value &* 103) &>> 10
        return UInt64(tens | (value &- tens &* 10) &<< 8) | 0x3030
    }

    /// Four digits of a number below 10 000.
    @inline(__always)
    static func four(_ value: UInt32) -> UInt64 {
        let (high, low) = value.quotientAndRemainder(dividingBy: 100)
        return two(high) | two(low) &<< 16
    }

    /// Eight digits of a number below 100 000 000.
    @inline(__always)
    static func eight(_ value: UInt32) -> UInt64 {
        let (high, low) = value.quotientAndRemainder(dividingBy: 10_000)
        return four(high) | four(low) &<< 32
    }
}
