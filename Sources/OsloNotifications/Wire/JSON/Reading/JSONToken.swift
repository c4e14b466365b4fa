// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where a string stands in a text, without its quotes.
struct StringToken: Sendable {
    var start: Int
    var end: Int
    /// Whether the text has escapes.
    var isEscaped: Bool
    var form = JSONForm.plain
}

/// Where a number stands in a text.
struct NumberToken: Sendable {
    var start: Int
    var end: Int
    /// Whether it has neither fraction nor exponent.
    var isInteger: Bool
}

/// The words of JSON, and those that Python adds.
enum JSONWord: CaseIterable, Sendable {
    case null
    case `true`
    case `false`
    case notANumber
    case infinity
    case minusInfinity

    var text: String {
        switch self {
        case .null: "null"
        case .true: "true"
        case .false: "false"
        case .notANumber: "NaN"
        case .infinity: "Infinity"
        case .minusInfinity: "-Infinity"
        }
    }

    var value: JSONValue {
        switch self {
        case .null: .null
        case .true: .bool(true)
        case .false: .bool(false)
        case .notANumber: .double(.nan)
        case .infinity: .double(.infinity)
        case .minusInfinity: .double(-.infinity)
        }
    }
}
