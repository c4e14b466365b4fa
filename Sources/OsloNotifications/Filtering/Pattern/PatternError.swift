// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why a text is no pattern, or none that can be used.
struct PatternError: Error {
    enum Reason: Hashable {
        /// Python refuses it too.
        case malformed
        /// Python takes it, but no time limit can be kept with it.
        case unsupported
        case tooLarge
    }

    let reason: Reason
    let message: String
    /// In code points; `nil` for the whole pattern.
    var position: Int?

    static func malformed(_ message: String, at position: Int? = nil) -> PatternError {
        PatternError(reason: .malformed, message: message, position: position)
    }

    static func unsupported(_ construct: String, at position: Int) -> PatternError {
        PatternError(reason: .unsupported, message: "\(construct) is not supported", position: position)
    }

    var description: String {
        position.map { "\(message) at position \($0)" } ?? message
    }
}
