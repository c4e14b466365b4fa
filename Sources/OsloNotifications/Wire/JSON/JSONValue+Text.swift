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
