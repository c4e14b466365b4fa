// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The text that values are encoded into.
///
/// Values are written where they stand, as they come. A container that is asked for as such (`nestedContainer`,
/// `superEncoder`) may be filled at any later time, in turns with its siblings, so it gets a text of its own, which is
/// put in its place at the end.
final class EncodingTarget {
    private struct Splice {
        var offset: Int
        var encoder: ValueEncoder
    }

    private(set) var json: JSONWriter
    /// The first thing that went wrong where nothing could be thrown.
    var failure: WireError?
    private var splices: [Splice] = []

    let coding: PayloadCoding

    init(json: consuming JSONWriter, coding: PayloadCoding) {
        self.json = json
        self.coding = coding
    }

    /// Writes. The writer is taken out meanwhile: no access to it spans a call, so none is checked while the program runs.
    @inline(__always)
    func write<Failure: Error>(_ body: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        var writer = JSONWriter()
        swap(&writer, &json)
        defer { swap(&writer, &json) }
        try body(&writer)
    }

    /// Leaves a place here for a value that is written later.
    func placeholder(path: CodingPath, depth: Int) -> ValueEncoder {
        let text = JSONWriter(isEmbedded: json.isEmbedded, nonFiniteNumbers: json.nonFiniteNumbers)
        let encoder = ValueEncoder(target: EncodingTarget(json: text, coding: coding), path: path, depth: depth)
        splices.append(Splice(offset: json.buffer.count, encoder: encoder))
        return encoder
    }

    /// Drops what was written from `count` on.
    func truncate(to count: Int) {
        write { $0.buffer.truncate(to: count) }
        while let last = splices.last, last.offset > count { splices.removeLast() }
    }

    /// Puts the values that were written apart in their places.
    func assemble() throws(WireError) {
        if let failure { throw failure }
        guard !splices.isEmpty else { return }
        let pieces = splices
        splices = []
        let text = json.buffer
        var whole = WireBuffer(capacity: text.count * 2)
        var start = 0
        for piece in pieces {
            piece.encoder.finish()
            let target = piece.encoder.target
            try target.assemble()
            text.withSpan { whole.append(contentsOf: $0.extracting(start..<piece.offset)) }
            target.json.buffer.withSpan { whole.append(contentsOf: $0) }
            start = piece.offset
        }
        text.withSpan { whole.append(contentsOf: $0.extracting(start..<$0.count)) }
        write { $0.buffer = whole }
    }
}
