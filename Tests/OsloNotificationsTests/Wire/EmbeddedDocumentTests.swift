// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import Testing

/// What is read in its envelope is what is read out of it: white space after a record makes the difference.
@Suite struct EmbeddedDocumentTests {
    private static func record(_ document: String) -> [UInt8] {
        let escaped = document.replacing(#"\"#, with: #"\\"#).replacing(#"""#, with: #"\""#)
        return Array(#"{"oslo.version": "2.0", "oslo.message": "\#(escaped)"}"#.utf8)
    }

    /// The text of both ways, nil where they refuse the record.
    private static func readings(of record: [UInt8]) -> (inside: [UInt8]?, outside: [UInt8]?) {
        ((try? EnvelopeReader.read(record))?.jsonBytes, (try? EnvelopeReader.read(record + [0x20]))?.jsonBytes)
    }

    /// Each place in a block of 64 bytes comes to be that of the string's end, and of what is in it.
    @Test(arguments: ["", #"\""#, #"\\"#, #"\\\""#, #"\n"#, #"\u00e9"#, "é", #"\ud83d"#])
    func `strings of all lengths are the same`(_ inner: String) {
        for length in 0..<140 {
            let text = String(repeating: "x", count: length)
            for string in [text + inner, inner + text, text + inner + text] {
                let document = #"{"event_type": "e", "payload": {"\#(string)": "\#(string)", "k": ["\#(string)", 1]}}"#
                let (inside, outside) = Self.readings(of: Self.record(document))
                #expect(inside != nil && inside == outside, "\(document)")
            }
        }
    }

    /// One byte less, one more or another one, everywhere.
    @Test func `records that are damaged are refused on both ways, or on none`() {
        let document =
            #"{"event_type": "a \"b\" \\", "publisher_id": "é", "payload": {"x": [1, -2.5e3, [], {}, "s", null], "y": "\u00e9"}}"#
        let record = Self.record(document)
        for index in record.indices {
            for byte in Array("\"\\{}[],: 0e\n\u{1}x".utf8) {
                var changed = record
                changed[index] = byte
                var longer = record
                longer.insert(byte, at: index)
                for damaged in [changed, longer] {
                    let (inside, outside) = Self.readings(of: damaged)
                    #expect(inside == outside, "\(String(decoding: damaged, as: UTF8.self))")
                }
            }
            var shorter = record
            shorter.remove(at: index)
            let (inside, outside) = Self.readings(of: shorter)
            #expect(inside == outside, "\(String(decoding: shorter, as: UTF8.self))")
        }
    }

    @Test(arguments: [#"\"a\\\\\"\"\""#, #"\"a\\\\"\""#, #"\"a\\\"""#, #"\"a"\""#, "\"a\u{1F}\\\"", #"\"é"\""#])
    func `a quote without its backslash is refused`(_ string: String) {
        let padding = String(repeating: "x", count: 64)
        let message = #"{\"event_type\": \"\#(padding)\", \"payload\": \#(string)}"#
        let record = Array(#"{"oslo.version": "2.0", "oslo.message": "\#(message)"}"#.utf8)
        #expect(throws: WireError.self) { try EnvelopeReader.read(record) }
    }
}
