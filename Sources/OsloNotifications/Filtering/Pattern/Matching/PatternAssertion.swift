// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What has to be true of a place in the text.
enum PatternAssertion: Sendable, Hashable {
    /// `^` and `\A`.
    case start
    /// `^` with the flag `m`.
    case lineStart
    /// `$`: the end, or before a line end that is the last character.
    case end
    /// `$` with the flag `m`.
    case lineEnd
    /// `\Z`.
    case textEnd
    /// `\b`.
    case wordBoundary(isASCII: Bool)
    /// `\B`.
    case noWordBoundary(isASCII: Bool)
}

extension PatternAssertion {
    /// Whether it is true of a place.
    func holds(_ text: Span<UInt8>, at place: Int) -> Bool {
        switch self {
        case .start: place == 0
        case .lineStart: place == 0 || text[place - 1] == 0x0A
        case .end: place == text.count || place == text.count - 1 && text[place] == 0x0A
        case .lineEnd: place == text.count || text[place] == 0x0A
        case .textEnd: place == text.count
        case .wordBoundary(let isASCII): Self.isWordBoundary(text, at: place, isASCII)
        // An empty text has neither, as in Python up to 3.13.
        case .noWordBoundary(let isASCII): text.count > 0 && !Self.isWordBoundary(text, at: place, isASCII)
        }
    }

    private static func isWordBoundary(_ text: Span<UInt8>, at place: Int, _ isASCII: Bool) -> Bool {
        let before = place > 0 && ScalarClass.isWord(SubjectText.scalar(text, before: place).scalar, isASCII: isASCII)
        let after =
            place < text.count && ScalarClass.isWord(SubjectText.scalar(text, at: place).scalar, isASCII: isASCII)
        return before != after
    }
}
