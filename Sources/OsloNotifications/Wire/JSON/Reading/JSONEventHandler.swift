// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a ``JSONScanner`` tells of a value, in the order of its text.
protocol JSONEventHandler {
    mutating func beginObject()
    mutating func beginArray()
    /// The object or array begun last is complete.
    mutating func end()
    mutating func key(_ token: StringToken, in text: Span<UInt8>) throws(WireError)
    mutating func string(_ token: StringToken, in text: Span<UInt8>) throws(WireError)
    mutating func number(_ token: NumberToken, in text: Span<UInt8>)
    mutating func word(_ word: JSONWord)
}

/// Takes no notice: the value is only checked.
struct JSONChecker: JSONEventHandler {
    #if TSAN
    // What has no size has no address of its own, and ThreadSanitizer would watch whatever is at the one it gets.
    private var size: UInt8 = 0
    #endif

    mutating func beginObject() {}
    mutating func beginArray() {}
    mutating func end() {}
    mutating func key(_ token: StringToken, in text: Span<UInt8>) {}
    mutating func string(_ token: StringToken, in text: Span<UInt8>) {}
    mutating func number(_ token: NumberToken, in text: Span<UInt8>) {}
    mutating func word(_ word: JSONWord) {}
}
