// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONText {
    /// The text of a string that a scanner has found.
    init(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        guard token.isEscaped else {
            self.init(wtf8: text.extracting(token.start..<token.end))
            return
        }
        guard token.form == .plain else {
            let (token, text) = token.lifted(from: text)
            self = try JSONText(token, in: text.span)
            return
        }
        var buffer = WireBuffer(capacity: token.end - token.start + 16)
        var position = token.start - 1
        try JSONScanner.unescapeString(text.extracting(0...token.end), at: &position, into: &buffer)
        self = buffer.withSpan { JSONText(wtf8: $0) }
    }

    init(wtf8: Span<UInt8>) {
        do {
            self = .string(String(copying: try UTF8Span(validating: wtf8)))
        } catch {
            self = WTF8String.text(from: wtf8.indices.map { wtf8[$0] })
        }
    }
}

extension StringToken {
    /// The string of an embedded document as one of a plain document, its quotes with it.
    fileprivate func lifted(from text: Span<UInt8>) -> (StringToken, [UInt8]) {
        var plain: [UInt8] = [UInt8(ascii: "\"")]
        plain.reserveCapacity(end - start + 2)
        var index = start
        while index < end {
            if text[index] == UInt8(ascii: "\\") { index += 1 }
            plain.append(text[index])
            index += 1
        }
        plain.append(UInt8(ascii: "\""))
        return (StringToken(start: 1, end: plain.count - 1, isEscaped: isEscaped), plain)
    }
}

extension JSONValue {
    init(_ text: JSONText) {
        switch text {
        case .string(let text): self = .string(text)
        case .illFormed(let text): self = .illFormedString(text)
        }
    }
}
