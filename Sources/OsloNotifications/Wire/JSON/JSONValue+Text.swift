// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text in Python's form: ASCII, `", "` and `": "`, NaN and infinities as words.
    public var description: String {
        do {
            return String(decoding: try jsonBytes(nonFiniteNumbers: .pythonWords), as: UTF8.self)
        } catch {
            return "<\(error)>"
        }
    }

    /// The value as JSON text in the form of Python's `json.dumps`.
    ///
    /// - Throws: ``WireError/Code/nonFiniteNumber`` and ``WireError/Code/tooDeep``, with the path.
    public func jsonBytes(nonFiniteNumbers: NonFiniteNumbers = .refuse) throws(WireError) -> [UInt8] {
        var writer = JSONWriter(nonFiniteNumbers: nonFiniteNumbers)
        try writer.write(self, depth: 0)
        return writer.buffer.take()
    }
}

extension JSONValue {
    /// Reads JSON text in UTF-8, with or without a byte order mark. NaN and the infinities are read as Python writes
    /// them; of members with one key the last wins.
    ///
    /// - Throws: ``WireError`` with the byte at which the text is wrong.
    public init(parsing text: Span<UInt8>) throws(WireError) {
        var position = try UTF8Check.start(of: text)
        self = try JSONValue(text, at: &position, .plain, depth: 0)
        try JSONScanner.scanEnd(text, at: &position, .plain)
    }

    /// Reads JSON text.
    ///
    /// - Throws: ``WireError`` with the byte at which the text is wrong.
    public init(parsing text: String) throws(WireError) {
        try self.init(parsing: text.utf8.span)
    }

    init(_ text: Span<UInt8>, at position: inout Int, _ form: JSONForm, depth: Int) throws(WireError) {
        var builder = JSONBuilder()
        try JSONScanner.scanValue(text, at: &position, form, depth: depth, handler: &builder)
        self = builder.result
    }
}
