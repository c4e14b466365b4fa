// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where a field's value stands in a document.
struct FieldPlace: Sendable {
    static let none = FieldPlace(start: 0, end: 0)

    var start: UInt32
    var end: UInt32

    var isMissing: Bool { end == 0 }
    var range: Range<Int> { Int(start)..<Int(end) }

    init(start: Int, end: Int) {
        self.start = UInt32(start)
        self.end = UInt32(end)
    }
}
