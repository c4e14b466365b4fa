// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads the text of librdkafka's statistics, in one pass, into what is asked for.
///
/// It is JSON as librdkafka writes it: strings are put in as they are, without escapes, so that a client id with a
/// quote makes text that is no JSON. A quote therefore ends a string only where the text goes on as after a string.
/// A value of another type than expected is passed over, and so is a name that isn't known.
struct StatisticsScanner {
    /// The text is not what it should be, from there on.
    struct Malformed: Error {
        let position: Int
    }

    /// Deeper than librdkafka ever writes.
    private static let maximumDepth = 16

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads an object: `field` is called for each name and has to read the value. Another value is passed over.
    mutating func object(
        _ field: (inout StatisticsScanner, String) throws(Malformed) -> Void
    ) throws(Malformed) {
        guard next() == UInt8(ascii: "{") else { return try skip() }
        try open()
        if next() == UInt8(ascii: "}") { return close() }
        while true {
            let name = try text()
            try expect(UInt8(ascii: ":"))
            try field(&self, name)
            switch next() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "}"): return close()
            default: throw Malformed(position: position)
            }
        }
    }

    /// Reads an integer; a fraction is cut off, and what is out of range becomes the nearest number in it.
    mutating func integer() throws(Malformed) -> Int? {
        let isNegative = next() == UInt8(ascii: "-")
        if isNegative { position += 1 }
        guard let first = byte, Self.isDigit(first) else {
            if isNegative { throw Malformed(position: position) }
            try skip()
            return nil
        }
        var value = 0
        while let digit = byte, Self.isDigit(digit) {
            let (scaled, overflows) = value.multipliedReportingOverflow(by: 10)
            value = overflows ? (isNegative ? .min : .max) : scaled
            value = isNegative ? value.addingClamped(-Int(digit - 48)) : value.addingClamped(Int(digit - 48))
            position += 1
        }
        skipFraction()
        return value
    }

    mutating func string() throws(Malformed) -> String? {
        guard next() == UInt8(ascii: "\"") else {
            try skip()
            return nil
        }
        return try text()
    }

    mutating func boolean() throws(Malformed) -> Bool? {
        let first = next()
        try skip()
        switch first {
        case UInt8(ascii: "t"): return true
        case UInt8(ascii: "f"): return false
        default: return nil
        }
    }

    /// Passes a value over, whatever it is.
    mutating func skip() throws(Malformed) {
        switch next() {
        case UInt8(ascii: "{"):
            try object { scanner, _ throws(Malformed) in try scanner.skip() }
        case UInt8(ascii: "["):
            try skipArray()
        case UInt8(ascii: "\""):
            _ = try string(between: position)
        case let first? where first == UInt8(ascii: "-") || Self.isDigit(first):
            position += 1
            skipFraction()
        case let first? where Self.isLetter(first):
            while let byte, Self.isLetter(byte) { position += 1 }
        default:
            throw Malformed(position: position)
        }
    }

    private mutating func skipArray() throws(Malformed) {
        try open()
        if next() == UInt8(ascii: "]") { return close() }
        while true {
            try skip()
            switch next() {
            case UInt8(ascii: ","): position += 1
            case UInt8(ascii: "]"): return close()
            default: throw Malformed(position: position)
            }
        }
    }

    private mutating func skipFraction() {
        while let byte, Self.isDigit(byte) || ".eE+-".utf8.contains(byte) { position += 1 }
    }

    private mutating func text() throws(Malformed) -> String {
        guard next() == UInt8(ascii: "\"") else { throw Malformed(position: position) }
        return String(decoding: bytes[try string(between: position)], as: UTF8.self)
    }

    /// Passes a string over and returns where its content is.
    private mutating func string(between start: Int) throws(Malformed) -> Range<Int> {
        position = start + 1
        while let byte {
            position += 1
            if byte == UInt8(ascii: "\""), goesOn(after: position) { return start + 1..<position - 1 }
        }
        throw Malformed(position: start)
    }

    /// Whether the text there is what comes after a string: the end, or a sign between values.
    private func goesOn(after position: Int) -> Bool {
        var position = position
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return true }
        return ",:}]".utf8.contains(bytes[position])
    }

    private mutating func open() throws(Malformed) {
        guard depth < Self.maximumDepth else { throw Malformed(position: position) }
        depth += 1
        position += 1
    }

    private mutating func close() {
        depth -= 1
        position += 1
    }

    private mutating func expect(_ expected: UInt8) throws(Malformed) {
        guard next() == expected else { throw Malformed(position: position) }
        position += 1
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The next byte that is no space, which stays to be read.
    private mutating func next() -> UInt8? {
        while let byte, Self.isSpace(byte) { position += 1 }
        return byte
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
}
