// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONScanner {
    static func scanNumberOrWord<Handler: JSONEventHandler>(
        _ text: Span<UInt8>,
        at position: inout Int,
        handler: inout Handler
    ) throws(WireError) {
        if text[position] == UInt8(ascii: "-"), position &+ 1 < text.count, text[position &+ 1] == UInt8(ascii: "I") {
            handler.word(try scanWord(text, at: &position))
        } else {
            handler.number(try scanNumber(text, at: &position), in: text)
        }
    }

    static func scanNumber(_ text: Span<UInt8>, at position: inout Int) throws(WireError) -> NumberToken {
        let start = position
        var index = position
        if text[index] == UInt8(ascii: "-") { index &+= 1 }
        let digits = index
        skipDigits(text, at: &index)
        guard index > digits else { throw expected("a digit", text, at: index) }
        if text[digits] == UInt8(ascii: "0") { index = digits &+ 1 }  // what follows a leading zero is another token
        let integerEnd = index
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index &+= 1
            try skipRequiredDigits(text, at: &index)
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index &+= 1
            if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index &+= 1 }
            try skipRequiredDigits(text, at: &index)
        }
        let isInteger = index == integerEnd
        if isInteger, index &- digits > WireLimits.maximumIntegerDigits {
            throw WireError(
                .integerTooLong,
                "an integer of \(index - digits) digits; at most \(WireLimits.maximumIntegerDigits) are allowed",
                offset: start
            )
        }
        position = index
        return NumberToken(start: start, end: index, isInteger: isInteger)
    }

    static func scanWord(_ text: Span<UInt8>, at position: inout Int) throws(WireError) -> JSONWord {
        for word in JSONWord.allCases where text.has(word.text, at: position) {
            position &+= word.text.utf8.count
            return word
        }
        throw expected("a value", text, at: position)
    }

    @inline(__always)
    private static func skipDigits(_ text: Span<UInt8>, at index: inout Int) {
        while index < text.count, text[index] &- 48 < 10 { index &+= 1 }
    }

    private static func skipRequiredDigits(_ text: Span<UInt8>, at index: inout Int) throws(WireError) {
        let start = index
        skipDigits(text, at: &index)
        guard index > start else { throw expected("a digit", text, at: index) }
    }
}

extension Span<UInt8> {
    /// Whether `text` stands at `position`.
    @inline(__always)
    func has(_ text: String, at position: Int) -> Bool {
        has(text.utf8.span, at: position)
    }

    /// Whether `expected` stands at `position`.
    @inline(__always)
    func has(_ expected: Span<UInt8>, at position: Int) -> Bool {
        guard count &- position >= expected.count else { return false }
        var index = 0
        while index &+ 8 <= expected.count {
            if word(at: position &+ index) != expected.word(at: index) { return false }
            index &+= 8
        }
        while index < expected.count {
            if self[position &+ index] != expected[index] { return false }
            index &+= 1
        }
        return true
    }
}
