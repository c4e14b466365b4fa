// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONWriter {
    mutating func write(_ value: Int64) {
        buffer.reserve(24)
        if value < 0 { buffer.append(UInt8(ascii: "-")) }
        writeDigits(value.magnitude)
    }

    mutating func writeInteger(_ value: some FixedWidthInteger) {
        if let value = Int64(exactly: value) {
            write(value)
        } else {
            buffer.append(contentsOf: String(value))
        }
    }

    mutating func writeDigits(_ value: UInt64) {
        if value < 10 {
            buffer.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value))
        } else if value < 100_000_000 {
            writeShort(UInt32(truncatingIfNeeded: value))
        } else {
            let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
            writeDigits(high)
            buffer.append(word: DecimalDigits.eight(UInt32(truncatingIfNeeded: low)), length: 8)
        }
    }

    /// Fewer than nine digits, without leading zeros.
    private mutating func writeShort(_ value: UInt32) {
        let digits = DecimalDigits.eight(value)
        let zeros = (digits & 0x0F0F_0F0F_0F0F_0F0F).trailingZeroBitCount &>> 3
        buffer.append(word: digits &>> UInt64(zeros &* 8), length: 8 &- zeros)
    }

    mutating func write(_ value: JSONBigInteger) {
        buffer.append(contentsOf: value.digits)
    }

    /// Writes the text of Python's `repr`.
    ///
    /// Swift's description is the same shortest text, except between 2^53 and 10^16, where Swift goes over to an
    /// exponent and Python does not yet. Numbers there are even integers whose digits are all needed.
    mutating func write(_ value: Double) throws(WireError) {
        guard value.isFinite else { return try writeNonFinite(value) }
        if value.magnitude > 0x1p53, value.magnitude < 1e16 {
            write(Int64(value))
            buffer.append(word: 0x302E, length: 2)
        } else {
            buffer.append(contentsOf: value.description)
        }
    }

    private mutating func writeNonFinite(_ value: Double) throws(WireError) {
        let word = value.isNaN ? "NaN" : value > 0 ? "Infinity" : "-Infinity"
        guard nonFiniteNumbers == .pythonWords else {
            throw WireError(.nonFiniteNumber, "\(word) has no form in JSON; finite numbers are allowed")
        }
        buffer.append(contentsOf: word)
    }

    /// Writes the shortest text that gives `value` back when read as a `Float`.
    mutating func write(_ value: Float) throws(WireError) {
        try write(value.isFinite ? Double(value.description) ?? Double(value) : Double(value))
    }
}
