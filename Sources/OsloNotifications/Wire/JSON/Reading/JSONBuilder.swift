// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Builds the value that a scanner reads.
struct JSONBuilder: JSONEventHandler {
    private struct Frame {
        var isObject: Bool
        var elements: [JSONValue] = []
        var object = JSONObject()
        var key = JSONText.string("")
    }

    private var frames: [Frame] = []
    private(set) var result: JSONValue = .null

    mutating func beginObject() {
        frames.append(Frame(isObject: true))
    }

    mutating func beginArray() {
        frames.append(Frame(isObject: false))
    }

    mutating func end() {
        guard let frame = frames.popLast() else { return }
        add(frame.isObject ? .object(frame.object) : .array(frame.elements))
    }

    mutating func key(_ token: StringToken, in text: Span<UInt8>) throws(WireError) {
        frames[frames.count - 1].key = try JSONText(token, in: text)
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

    private mutating func add(_ value: JSONValue) {
        let last = frames.count - 1
        if last < 0 {
            result = value
        } else if frames[last].isObject {
            frames[last].object.set(frames[last].key, to: value)
        } else {
            frames[last].elements.append(value)
        }
    }
}
