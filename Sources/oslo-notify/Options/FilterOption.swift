// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// `--filter FIELD=PATTERN`.
enum FilterOption {
    static let definition = OptionDefinition(
        "filter", "FIELD=PATTERN",
        "Only notifications whose FIELD is there, is a string, and matches PATTERN. FIELD is one of "
            + "\(NotificationFilter.Field.names.joined(separator: ", ")). PATTERN is a regular expression of Python, which "
            + "matches at the start of the field, and up to its end only with a $. Refused are backreferences (\\1, "
            + "(?P=name)) and conditions ((?(1)...)), with which no limit of time could be kept; atomic groups ((?>...)), "
            + "possessive repetitions (*+, ++, ?+, {m,n}+) and \\N{...}; and patterns of more than 10000 nodes, counted with "
            + "all their repetitions. May be repeated; all have to match.")

    /// All filters as one; nil when there are none.
    ///
    /// - Throws: `usage` for what is no field or no pattern.
    static func filter(_ options: ParsedOptions) throws(CommandFailure) -> NotificationFilter? {
        var all: NotificationFilter?
        for text in options.all(definition.name) {
            let equals = text.unicodeScalars.firstIndex(of: "=")
            guard let equals, let field = NotificationFilter.Field(name: String(text[..<equals])) else {
                throw .usage(
                    "--filter is '\(text)'; allowed: FIELD=PATTERN, FIELD being one of "
                        + NotificationFilter.Field.names.joined(separator: ", "))
            }
            do {
                let filter = try NotificationFilter(field, String(text[text.index(after: equals)...]))
                all = all?.and(filter) ?? filter
            } catch {
                throw .usage(error.description)
            }
        }
        return all
    }
}
