// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConfigurationOption {
    /// The type of an option's value.
    public enum Kind: Sendable, Hashable {
        /// Any text.
        case text
        /// Any text but the empty one.
        case nonEmptyText
        /// One of these words; case matters.
        case choice([String])
        /// A decimal integer in a range.
        case integer(ClosedRange<Int>)
        /// A decimal number in a range.
        case number(ClosedRange<Double>)
        /// A word for true or false, in any case.
        case boolean
        /// Texts separated by commas, one at least; of these words only, when there are any.
        case list(of: [String])

        static let trueWords = ["true", "1", "on", "yes"]
        static let falseWords = ["false", "0", "off", "no"]

        /// What is allowed, for a person.
        public var allowed: String {
            switch self {
            case .text: "any text"
            case .nonEmptyText: "any text that is not empty"
            case .choice(let words): "one of \(ErrorText.list(words))"
            case .integer(let range) where range.upperBound == .max: "an integer of \(range.lowerBound) or more"
            case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
            case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
            case .boolean: "one of \(ErrorText.list(Self.trueWords + Self.falseWords))"
            case .list(let words) where words.isEmpty: "texts separated by commas, one at least"
            case .list(let words): "one or more of \(ErrorText.list(words)), separated by commas"
            }
        }
    }
}
