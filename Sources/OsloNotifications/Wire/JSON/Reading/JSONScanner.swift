// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads JSON text as Python's `json.loads` does: RFC 8259, and NaN and the infinities as words.
///
/// The text is WTF-8 that has been checked already. Nothing here recurses, so depth costs no stack.
enum JSONScanner {
    /// Reads the value at `position`, which may have white space before it, and leaves `position` after it.
    ///
    /// - Parameter depth: How many containers the value stands in.
    static func scanValue<Handler: JSONEventHandler>(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ form: JSONForm,
        depth: Int,
        handler: inout Handler
    ) throws(WireError) {
        var stack = ContainerStack()
        repeat {
            skipWhitespace(text, at: &position, form)
            guard position < text.count else { throw expected("a value", text, at: position) }
            var isComplete = true
            switch text[position] {
            case _ where text.isQuote(at: position, form):
                try handler.string(try scanString(text, at: &position, form), in: text)
            case UInt8(ascii: "{"):
                try push(&stack, isObject: true, depth: depth, at: position)
                position &+= 1
                handler.beginObject()
                skipWhitespace(text, at: &position, form)
                if position < text.count, text[position] == UInt8(ascii: "}") { break }
                try handler.key(try scanKey(text, at: &position, form), in: text)
                isComplete = false
            case UInt8(ascii: "["):
                try push(&stack, isObject: false, depth: depth, at: position)
                position &+= 1
                handler.beginArray()
                skipWhitespace(text, at: &position, form)
                isComplete = position < text.count && text[position] == UInt8(ascii: "]")
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                try scanNumberOrWord(text, at: &position, handler: &handler)
            default:
                handler.word(try scanWord(text, at: &position))
            }
            if isComplete { try closeContainers(text, at: &position, form, stack: &stack, handler: &handler) }
        } while stack.depth > 0
    }

    /// Checks the value at `position` and leaves `position` after it.
    static func skipValue(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ form: JSONForm,
        depth: Int
    ) throws(WireError) {
        var checker = JSONChecker()
        try scanValue(text, at: &position, form, depth: depth, handler: &checker)
    }

    /// After a value: closes the containers that end here, and stands at the next value if one is still open.
    @inline(__always)
    private static func closeContainers<Handler: JSONEventHandler>(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ form: JSONForm,
        stack: inout ContainerStack,
        handler: inout Handler
    ) throws(WireError) {
        while stack.depth > 0 {
            let isObject = stack.isObject
            skipWhitespace(text, at: &position, form)
            let byte = position < text.count ? text[position] : 0
            if byte == UInt8(ascii: ",") {
                position &+= 1
                if isObject { try handler.key(try scanKey(text, at: &position, form), in: text) }
                return
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw expected(isObject ? "',' or '}'" : "',' or ']'", text, at: position)
            }
            position &+= 1
            stack.pop()
            handler.end()
        }
    }

    /// Reads a key and the colon after it.
    @inline(__always)
    static func scanKey(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ form: JSONForm
    ) throws(WireError) -> StringToken {
        skipWhitespace(text, at: &position, form)
        guard text.isQuote(at: position, form) else { throw expected("a key in double quotes", text, at: position) }
        let token = try scanString(text, at: &position, form)
        skipWhitespace(text, at: &position, form)
        guard position < text.count, text[position] == UInt8(ascii: ":") else {
            throw expected("':'", text, at: position)
        }
        position &+= 1
        return token
    }

    /// A string has no line breaks and tabs, and so has no embedded document.
    @inline(__always)
    static func skipWhitespace(_ text: Span<UInt8>, at position: inout Int, _ form: JSONForm) {
        while position < text.count {
            switch text[position] {
            case 0x20: position &+= 1
            case 0x0A, 0x0D, 0x09:
                guard form == .plain else { return }
                position &+= 1
            default: return
            }
        }
    }

    static func push(
        _ stack: inout ContainerStack,
        isObject: Bool,
        depth: Int,
        at position: Int
    ) throws(WireError) {
        guard stack.depth &+ depth < WireLimits.maximumDepth, stack.push(isObject: isObject) else {
            throw WireError(.tooDeep, JSONWriter.tooDeepMessage, offset: position)
        }
    }
}
