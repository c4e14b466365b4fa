// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONScanner {
    /// Reads an object's members one by one: `member` gets each key and must leave the position after the value.
    static func scanObject(
        _ text: Span<UInt8>,
        at position: inout Int,
        _ form: JSONForm,
        member: (StringToken, inout Int) throws(WireError) -> Void
    ) throws(WireError) {
        skipWhitespace(text, at: &position, form)
        guard position < text.count, text[position] == UInt8(ascii: "{") else {
            // What is not even JSON is called so; any other value is only not what was wanted.
            let start = position
            try skipValue(text, at: &position, form, depth: 0)
            throw WireError(.notANotification, "the document is no object", offset: start)
        }
        position &+= 1
        skipWhitespace(text, at: &position, form)
        if position < text.count, text[position] == UInt8(ascii: "}") {
            position &+= 1
            return
        }
        while true {
            let key = try scanKey(text, at: &position, form)
            skipWhitespace(text, at: &position, form)
            try member(key, &position)
            skipWhitespace(text, at: &position, form)
            switch position < text.count ? text[position] : 0 {
            case UInt8(ascii: ","): position &+= 1
            case UInt8(ascii: "}"):
                position &+= 1
                return
            default: throw expected("',' or '}'", text, at: position)
            }
        }
    }

    /// Makes sure that only white space follows.
    static func scanEnd(_ text: Span<UInt8>, at position: inout Int, _ form: JSONForm) throws(WireError) {
        skipWhitespace(text, at: &position, form)
        guard position == text.count else { throw expected("the end", text, at: position) }
    }

    static func expected(_ what: String, _ text: Span<UInt8>, at position: Int) -> WireError {
        guard position < text.count else {
            return WireError(.malformedJSON, "expected \(what), found the end", offset: position)
        }
        let byte = text[position]
        let found = byte > 0x20 && byte < 0x7F ? "'\(Unicode.Scalar(byte))'" : "byte \(byte)"
        return WireError(.malformedJSON, "expected \(what), found \(found)", offset: position)
    }
}
