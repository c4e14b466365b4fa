// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension [RecordHeader] {
    /// The text of the last header of that name; nil when there is none, or it is not UTF-8.
    ///
    /// Of headers with one name Kafka's clients take the last for the one that counts.
    public func text(of name: String) -> String? {
        guard let value = last(where: { $0.name == name })?.value else { return nil }
        return String(validating: value, as: UTF8.self)
    }

    /// Sets a header to a text, in place of all others of that name.
    public mutating func setText(_ text: String, of name: String) {
        removeAll { $0.name == name }
        append(RecordHeader(name: name, text: text))
    }
}
