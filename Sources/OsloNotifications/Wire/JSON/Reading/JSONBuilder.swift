// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Builds the value that a scanner reads.
struct JSONBuilder: JSONEventHandler {
    private struct Frame {
        var isObject: Bool
        var elements: [JSONValue] = []
        var members = JSONMembers()
        var key = JSONText.string("")
    }

    /// The innermost container that is open, and those around it. The outermost stands for the whole text.
    private var frame = Frame(isObject: false)
    private var outer: [Frame] = []

    var result: JSONValue { frame.elements.last ?? .null }

    mutating func beginObject() {
        begin(Frame(isObject: true))
    }

    mutating func beginArray() {
        begin(Frame(isObject: false))
    }

    mutating func end() {
        guard let around = outer.popLast() else { return }
        let value = frame.isObject ? JSONValue.object(JSONObject(frame.members)) : .array(frame.elements)
        frame = around
        add(value)
    }

    mutating func key(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        frame.key = try JSONText(token, in: text)
    }

    mutating func string(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        add(JSONValue(try JSONText(token, in: text)))
    }

    mutating func number(_ token: NumberToken, in text: Span<UInt8>) {
        add(JSONValue(token, in: text))
    }

    mutating func word(_ word: JSONWord) {
        add(word.value)
    }

    private mutating func begin(_ inner: Frame) {
        outer.append(frame)
        frame = inner
    }

    private mutating func add(_ value: JSONValue) {
        if frame.isObject {
            frame.members.set(frame.key, to: value)
        } else {
            frame.elements.append(value)
        }
    }
}
