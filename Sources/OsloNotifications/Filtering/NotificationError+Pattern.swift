// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationError.Code {
    /// A pattern of a filter is none, or one that can't be used.
    public static let invalidPattern = NotificationError.Code(rawValue: "invalidPattern")
}

extension NotificationError {
    init(
        _ error: PatternError, _ pattern: String, of field: NotificationFilter.Field, file: String = #fileID,
        line: UInt = #line
    ) {
        let allowed =
            switch error.reason {
            case .malformed: "a regular expression of Python"
            case .unsupported:
                "a regular expression of Python without backreferences, conditions, atomic groups, possessive "
                    + "repetitions and names of characters"
            case .tooLarge: "a smaller one"
            }
        self.init(
            .invalidPattern,
            "the pattern of \(field.name), \(ErrorText.quoted(pattern)), can't be used: \(error.description); "
                + "allowed: \(allowed)",
            option: field.name, file: file, line: line)
    }
}
