// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How JSON stands in the bytes that are read.
enum JSONForm: Sendable {
    /// As it is.
    case plain
    /// Inside a string of another document, with no more escapes than that needs: `\"` is a quote, `\\` a backslash, and
    /// everything else is itself.
    case embedded

    /// How many bytes begin or end a string.
    @inline(__always)
    var quoteLength: Int { self == .plain ? 1 : 2 }
}

extension JSONForm {
    /// Reads a value that stands in this form, in a document that is embedded as ``EmbeddedScanner`` reads it.
    @inline(__always)
    func scanValue<Handler: JSONEventHandler>(
        _ text: Span<UInt8>,
        at start: Int,
        depth: Int,
        handler: inout Handler
    ) throws(WireError) {
        switch self {
        case .plain:
            var position = start
            try JSONScanner.scanValue(text, at: &position, .plain, depth: depth, handler: &handler)
        case .embedded:
            try EmbeddedScanner.scanValue(text, at: start, depth: depth, handler: &handler)
        }
    }
}

extension Span<UInt8> {
    /// Whether a string begins or ends at an index.
    @inline(__always)
    func isQuote(at index: Int, _ form: JSONForm) -> Bool {
        switch form {
        case .plain: index < count && self[index] == UInt8(ascii: "\"")
        case .embedded: index &+ 1 < count && halfWord(at: index) == 0x225C
        }
    }
}
