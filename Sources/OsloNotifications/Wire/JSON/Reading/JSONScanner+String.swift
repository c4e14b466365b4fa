// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONScanner {
    /// Checks the string that opens at `position` and leaves `position` after its closing quote.
    @inline(__always)
    static func scanString(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ form: JSONForm
    ) throws(WireError) -> StringToken {
        let start = position &+ form.quoteLength
        let end = endOfRun(text, from: start)
        guard text.isQuote(at: end, form) else { return try scanString(text, at: &position, from: end, form) }
        position = end &+ form.quoteLength
        return StringToken(start: start, end: end, isEscaped: false, form: form)
    }

    /// The same from the first byte on that is not the string's own.
    @inline(never)
    private static func scanString(
        _ text: Span<UInt8>,
        at position: inout Int,
        from first: Int,
        _ form: JSONForm
    ) throws(WireError) -> StringToken {
        let start = position &+ form.quoteLength
        var index = first
        while !text.isQuote(at: index, form) {
            guard index < text.count else { throw expected("'\"'", text, at: index) }
            guard text[index] == UInt8(ascii: "\\") else {
                throw expected("no control character in a string", text, at: index)
            }
            if form == .plain { _ = try scanEscape(text, at: &index) } else { try skipEmbeddedEscape(text, at: &index) }
            index = endOfRun(text, from: index)
        }
        position = index &+ form.quoteLength
        return StringToken(start: start, end: index, isEscaped: index > first, form: form)
    }

    /// An escape whose backslashes and quote are escaped themselves.
    static func skipEmbeddedEscape(_ text: Span<UInt8>, at index: inout Int) throws(WireError) {
        guard index &+ 3 < text.count, text[index &+ 1] == UInt8(ascii: "\\") else {
            throw expected("an escape", text, at: index)
        }
        switch text[index &+ 2] {
        case UInt8(ascii: "\\"):
            let letter = text[index &+ 3]
            guard letter == UInt8(ascii: "\\") || letter == UInt8(ascii: "\"") else {
                throw expected("an escape", text, at: index)
            }
            index &+= 4
        case UInt8(ascii: "/"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "f"),
            UInt8(ascii: "b"):
            index &+= 3
        case UInt8(ascii: "u"):
            _ = try scanHexadecimal(text, at: index &+ 3)
            index &+= 7
        default: throw expected("an escape", text, at: index)
        }
    }

    /// Copies the string that opens at `position` without its escapes and leaves `position` after its closing quote.
    static func unescapeString(
        _ text: Span<UInt8>,
        at position: inout Int,
        into buffer: inout WireBuffer
    ) throws(WireError) {
        var index = position &+ 1
        // No escape is shorter than what it stands for, so the text's length is room enough.
        try buffer.append(upTo: text.count &- index) { raw, end throws(WireError) in
            while true {
                copyRun(text, at: &index, to: &raw, at: &end)
                guard index < text.count else { throw expected("'\"'", text, at: index) }
                switch text[index] {
                case UInt8(ascii: "\""): return
                case UInt8(ascii: "\\"):
                    let scalar = try scanCharacter(text, at: &index)
                    let (word, length) = wtf8(scalar)
                    raw.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt64.self)
                    end &+= length
                default:
                    throw expected("no control character in a string", text, at: index)
                }
            }
        }
        position = index &+ 1
    }

    /// Copies up to the first quote, backslash or control.
    @inline(__always)
    private static func copyRun(
        _ text: Span<UInt8>,
        at index: inout Int,
        to raw: inout MutableRawSpan,
        at end: inout Int
    ) {
        while index &+ 8 <= text.count {
            let word = text.word(at: index)
            raw.storeBytes(of: word, toByteOffset: end, as: UInt64.self)
            let flags = WordScan.stringEnd(UInt64(littleEndian: word))
            if flags != 0 {
                let plain = flags.trailingZeroBitCount &>> 3
                index &+= plain
                end &+= plain
                return
            }
            index &+= 8
            end &+= 8
        }
        while index < text.count, WordScan.stringEnd(UInt64(text[index]) | WordScan.filler) == 0 {
            raw.storeBytes(of: text[index], toByteOffset: end, as: UInt8.self)
            index &+= 1
            end &+= 1
        }
    }

    /// Reads the character that an escape stands for, together with the escape of its other half if that follows. A
    /// half alone is returned as it is.
    @inline(__always)
    private static func scanCharacter(_ text: Span<UInt8>, at index: inout Int) throws(WireError) -> UInt32 {
        if index &+ 1 < text.count, text[index &+ 1] == UInt8(ascii: "\"") {
            index &+= 2
            return 0x22
        }
        let unit = try scanEscape(text, at: &index)
        guard unit & 0xFC00 == 0xD800, index &+ 1 < text.count, text[index] == UInt8(ascii: "\\"),
            text[index &+ 1] == UInt8(ascii: "u")
        else { return unit }
        var next = index
        let low = try scanEscape(text, at: &next)
        guard low & 0xFC00 == 0xDC00 else { return unit }
        index = next
        return 0x10000 &+ (unit & 0x3FF) &<< 10 | low & 0x3FF
    }

    /// The bytes of a code point, which may be a lone surrogate, the first one lowest.
    @inline(__always)
    private static func wtf8(_ scalar: UInt32) -> (word: UInt64, length: Int) {
        func continuation(_ shift: UInt32) -> UInt64 { UInt64(0x80 | scalar &>> shift & 0x3F) }
        if scalar < 0x80 { return (UInt64(scalar), 1) }
        if scalar < 0x800 { return (UInt64(0xC0 | scalar &>> 6) | continuation(0) &<< 8, 2) }
        if scalar < 0x10000 {
            return (UInt64(0xE0 | scalar &>> 12) | continuation(6) &<< 8 | continuation(0) &<< 16, 3)
        }
        let tail = continuation(12) &<< 8 | continuation(6) &<< 16 | continuation(0) &<< 24
        return (UInt64(0xF0 | scalar &>> 18) | tail, 4)
    }

    /// The index of the first quote, backslash or control from `start` on, or the text's end.
    @inline(__always)
    private static func endOfRun(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= text.count {
            let flags = WordScan.stringEnd(UInt64(littleEndian: text.word(at: index)))
            if flags != 0 { return index &+ flags.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        return endOfLastRun(text, from: index)
    }

    @inline(never)
    private static func endOfLastRun(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, WordScan.stringEnd(UInt64(text[index]) | WordScan.filler) == 0 { index &+= 1 }
        return index
    }

    /// Reads the escape at `index`, leaves `index` after it and returns the code unit it stands for.
    private static func scanEscape(_ text: Span<UInt8>, at index: inout Int) throws(WireError) -> UInt32 {
        guard index &+ 1 < text.count else { throw expected("an escape", text, at: index &+ 1) }
        let letter = text[index &+ 1]
        let unit: UInt32
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unit = UInt32(letter)
        case UInt8(ascii: "n"): unit = 0x0A
        case UInt8(ascii: "r"): unit = 0x0D
        case UInt8(ascii: "t"): unit = 0x09
        case UInt8(ascii: "f"): unit = 0x0C
        case UInt8(ascii: "b"): unit = 0x08
        case UInt8(ascii: "u"):
            unit = try scanHexadecimal(text, at: index &+ 2)
            index &+= 4
        default: throw expected("one of \"\\/bfnrtu after a backslash", text, at: index &+ 1)
        }
        index &+= 2
        return unit
    }

    private static func scanHexadecimal(_ text: Span<UInt8>, at start: Int) throws(WireError) -> UInt32 {
        var unit: UInt32 = 0
        for index in start..<(start &+ 4) {
            let byte = index < text.count ? text[index] : 0
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- 48
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- 87
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- 55
            default: throw expected("four hexadecimal digits", text, at: index)
            }
            unit = unit &<< 4 | UInt32(digit)
        }
        return unit
    }
}
