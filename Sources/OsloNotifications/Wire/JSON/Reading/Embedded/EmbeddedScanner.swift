// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads a document that stands in a string of another one, ``JSONForm/embedded``, in the form that `json.dumps` gives
/// it: one space after commas and colons, none elsewhere. That is how almost all notifications come, so it is made to be
/// fast; what has another form is refused, and ``JSONScanner`` reads it.
///
/// The text is WTF-8 that has been checked already. Nothing here recurses.
enum EmbeddedScanner {
    /// Reads the object at `start`, with which the text ends: `member` gets each key and where its value stands.
    static func scanObject(
        _ text: Span<UInt8>,
        at start: Int,
        member: (StringToken, FieldPlace) -> Void
    ) throws(WireError) {
        guard text.count >= BackslashScan.minimumCount else { throw JSONScanner.expected("more", text, at: start) }
        var backslashes = BackslashScan(from: start)
        var position = start
        var checker = JSONChecker()
        try skip(UInt8(ascii: "{"), text, at: &position)
        repeat {
            let key = try scanKey(text, at: &position, &backslashes)
            let start = position
            try scanValue(text, at: &position, &backslashes, depth: 1, handler: &checker)
            member(key, FieldPlace(start: start, end: position))
        } while skip(comma, text, at: &position)
        try skip(UInt8(ascii: "}"), text, at: &position)
        guard position == text.count, !backslashes.hasOddities else {
            throw JSONScanner.expected("the end", text, at: position)
        }
    }

    /// Reads the value at `start` of a document that has been checked.
    ///
    /// - Parameter depth: How many containers the value stands in.
    static func scanValue<Handler: JSONEventHandler>(
        _ text: Span<UInt8>,
        at start: Int,
        depth: Int,
        handler: inout Handler
    ) throws(WireError) {
        var backslashes = BackslashScan(from: start)
        var position = start
        try scanValue(text, at: &position, &backslashes, depth: depth, handler: &handler)
    }

    private static func scanValue<Handler: JSONEventHandler>(
        _ text: Span<UInt8>,
        at place: inout Int,
        _ scan: inout BackslashScan,
        depth: Int,
        handler: inout Handler
    ) throws(WireError) {
        // Of its own, so that they need not be in memory.
        var (position, backslashes) = (place, scan)
        defer { (place, scan) = (position, backslashes) }
        var stack = ContainerStack()
        repeat {
            if stack.isObject { try handler.key(try scanKey(text, at: &position, &backslashes), in: text) }
            switch text.byte(at: position) {
            case UInt8(ascii: "\\"):
                try handler.string(try scanString(text, at: &position, &backslashes), in: text)
            case UInt8(ascii: "{"):
                try JSONScanner.push(&stack, isObject: true, depth: depth, at: position)
                position &+= 1
                handler.beginObject()
                guard text.byte(at: position) == UInt8(ascii: "}") else { continue }
            case UInt8(ascii: "["):
                try JSONScanner.push(&stack, isObject: false, depth: depth, at: position)
                position &+= 1
                handler.beginArray()
                guard text.byte(at: position) == UInt8(ascii: "]") else { continue }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                try JSONScanner.scanNumberOrWord(text, at: &position, handler: &handler)
            default:
                handler.word(try JSONScanner.scanWord(text, at: &position))
            }
            // The containers that end here.
            while stack.depth > 0, !skip(comma, text, at: &position) {
                try skip(stack.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), text, at: &position)
                stack.pop()
                handler.end()
            }
        } while stack.depth > 0
    }

    private static let comma: UInt16 = 0x202C
    private static let colon: UInt16 = 0x203A

    /// Reads a key and the colon after it.
    @inline(__always)
    private static func scanKey(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ backslashes: inout BackslashScan
    ) throws(WireError) -> StringToken {
        let key = try scanString(text, at: &position, &backslashes)
        guard skip(colon, text, at: &position) else { throw JSONScanner.expected("': '", text, at: position) }
        return key
    }

    /// Reads the string at the position.
    @inline(__always)
    private static func scanString(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ backslashes: inout BackslashScan
    ) throws(WireError) -> StringToken {
        guard text.isQuote(at: position, .embedded) else { throw JSONScanner.expected("'\"'", text, at: position) }
        let start = position &+ 2
        // The first one is that of the quote.
        _ = backslashes.next(in: text)
        var end = backslashes.next(in: text)
        let isEscaped = !text.isQuote(at: end, .embedded)
        if isEscaped { backslashes = try skipEscapes(text, at: &end, backslashes) }
        position = end &+ 2
        return StringToken(start: start, end: end, isEscaped: isEscaped, form: .embedded)
    }

    /// From a string's first escape to its closing quote.
    @inline(never)
    private static func skipEscapes(
        _ text: Span<UInt8>,
        at index: inout Int,
        _ scan: BackslashScan
    ) throws(WireError) -> BackslashScan {
        var backslashes = scan
        while !text.isQuote(at: index, .embedded) {
            try JSONScanner.skipEmbeddedEscape(text, at: &index)
            // After a backslash that is part of an escape it has none of its own.
            guard text.byte(at: index) != UInt8(ascii: "\"") else {
                throw JSONScanner.expected("no quote", text, at: index)
            }
            backslashes.skip(to: index, in: text)
            index = backslashes.next(in: text)
        }
        return backslashes
    }

    @inline(__always)
    private static func skip(_ byte: UInt8, _ text: Span<UInt8>, at position: inout Int) throws(WireError) {
        guard text.byte(at: position) == byte else { throw JSONScanner.expected("the usual form", text, at: position) }
        position &+= 1
    }

    @inline(__always)
    private static func skip(_ separator: UInt16, _ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard position &+ 1 < text.count, text.halfWord(at: position) == separator else { return false }
        position &+= 2
        return true
    }
}

extension Span<UInt8> {
    /// The byte at an index; 0 at the end.
    @inline(__always)
    fileprivate func byte(at index: Int) -> UInt8 {
        index < count ? self[index] : 0
    }
}
