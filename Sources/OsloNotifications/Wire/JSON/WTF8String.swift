// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A string with at least one lone surrogate, which JSON can carry (`"\ud800"`) and a `String` cannot.
///
/// It is kept in WTF-8: UTF-8 in which a lone surrogate has the three bytes its code point would have.
public struct WTF8String: Sendable, Hashable {
    let bytes: [UInt8]

    /// The text with each lone surrogate replaced by U+FFFD.
    public var repaired: String {
        var fixed: [UInt8] = []
        fixed.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if Self.surrogate(in: bytes, at: index) != nil {
                fixed += [0xEF, 0xBF, 0xBD]
                index += 3
            } else {
                fixed.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: fixed, as: UTF8.self)
    }

    /// The UTF-16 code units, lone surrogates as they are.
    public var utf16CodeUnits: [UInt16] {
        var units: [UInt16] = []
        var index = 0
        var run: [UInt8] = []
        while index < bytes.count {
            if let unit = Self.surrogate(in: bytes, at: index) {
                units += String(decoding: run, as: UTF8.self).utf16
                run = []
                units.append(unit)
                index += 3
            } else {
                run.append(bytes[index])
                index += 1
            }
        }
        return units + String(decoding: run, as: UTF8.self).utf16
    }

    /// Joins surrogate halves that stand side by side. Gives a `String` when no lone one is left.
    static func text(from bytes: [UInt8]) -> JSONText {
        var joined: [UInt8] = []
        joined.reserveCapacity(bytes.count)
        var index = 0
        var isWellFormed = true
        while index < bytes.count {
            guard let unit = surrogate(in: bytes, at: index) else {
                joined.append(bytes[index])
                index += 1
                continue
            }
            if unit < 0xDC00, let low = surrogate(in: bytes, at: index + 3), low >= 0xDC00 {
                let scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
                joined.append(UInt8(0xF0 | scalar >> 18))
                for shift: UInt32 in [12, 6, 0] { joined.append(UInt8(0x80 | scalar >> shift & 0x3F)) }
                index += 6
            } else {
                isWellFormed = false
                joined += bytes[index..<(index + 3)]
                index += 3
            }
        }
        return isWellFormed ? .string(String(decoding: joined, as: UTF8.self)) : .illFormed(WTF8String(bytes: joined))
    }

    private static func surrogate(in bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 2 < bytes.count, bytes[index] == 0xED, bytes[index + 1] >= 0xA0 else { return nil }
        return 0xD000 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F)
    }
}
