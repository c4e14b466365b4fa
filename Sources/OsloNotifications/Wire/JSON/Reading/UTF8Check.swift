// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Looks at a document's encoding before anything else.
enum UTF8Check {
    /// Makes sure that the text is UTF-8 and returns the index after its byte order mark, if it has one.
    static func start(of text: Span<UInt8>) throws(WireError) -> Int {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: text)
        } catch {
            throw WireError(.invalidUTF8, "the text is not UTF-8: \(error.kind)", offset: error.byteOffsets.lowerBound)
        }
        return byteOrderMarkEnd(of: text)
    }

    /// 3 when the text begins with a byte order mark, else 0.
    static func byteOrderMarkEnd(of text: Span<UInt8>) -> Int {
        text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    }
}
