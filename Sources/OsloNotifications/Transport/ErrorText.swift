// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Pieces of error messages.
enum ErrorText {
    /// A value from outside in quotes: control characters escaped, long ones cut.
    static func quoted(_ value: String) -> String {
        value.count > 100 ? String(reflecting: String(value.prefix(100))) + "…" : String(reflecting: value)
    }

    /// `a, b, c`.
    static func list(_ names: some Sequence<String>) -> String {
        names.joined(separator: ", ")
    }
}
