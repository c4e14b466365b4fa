// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Decides about `oslo.version` as oslo.messaging does for its version 2.0: the same major number, and no newer minor
/// number and revision. A number is taken as well, which oslo.messaging does not survive.
enum EnvelopeVersion {
    static func check(_ version: JSONValue, at offset: Int) throws(WireError) {
        let isSupported =
            switch version {
            case .string(let text): isSupported(text)
            case .double(let number): number == 2
            case .integer(let number): number == 2
            default: false
            }
        guard isSupported else {
            throw WireError(
                .unsupportedVersion,
                "oslo.version is \(version.description.prefix(40)); 2.0 is allowed",
                offset: offset
            )
        }
    }

    private static func isSupported(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Substring.init)
        guard parts.count >= 2, integer(parts[0]) == 2, let minor = integer(parts[1]) else { return false }
        if minor != 0 { return minor < 0 }
        guard parts.count > 2 else { return true }
        return integer(parts[2]).map { $0 <= 0 } ?? false
    }

    /// As Python's `int()`: white space around the digits and a sign are fine.
    private static func integer(_ text: Substring) -> Int? {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let front = text.utf8.drop(while: isSpace)
        let back = front.reversed().drop(while: isSpace)
        return Int(Substring(front.prefix(back.count)))
    }
}
