// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A header of a record.
public struct RecordHeader: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value; nil is not the same as empty.
    public var value: [UInt8]?

    /// A header with bytes for its value.
    public init(name: String, value: [UInt8]?) {
        self.name = name
        self.value = value
    }

    /// A header with text for its value, as UTF-8.
    public init(name: String, text: String) {
        self.init(name: name, value: [UInt8](text.utf8))
    }
}
