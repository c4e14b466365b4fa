// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A pattern of Python's `fnmatch`: `*` for any text, `?` for a character, `[abc]`, `[a-z]` and `[!abc]` for one of a set.
/// Case matters. It takes time in proportion to text times pattern at most.
struct Glob: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case anyText
        case anyCharacter
        case character(Unicode.Scalar)
        case set([ClosedRange<UInt32>], isNegated: Bool)

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .anyText: false
            case .anyCharacter: true
            case .character(let wanted): wanted == scalar
            case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar.value) } != isNegated
            }
        }
    }

    /// The pattern as it was given.
    let pattern: String
    private let pieces: [Piece]

    init(_ pattern: String) {
        self.pattern = pattern
        var pieces: [Piece] = []
        var rest = Array(pattern.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": if pieces.last != .anyText { pieces.append(.anyText) }
            case "?": pieces.append(.anyCharacter)
            case "[": pieces.append(Self.set(&rest) ?? .character("["))
            default: pieces.append(.character(scalar))
            }
        }
        self.pieces = pieces
    }

    /// The rest of a set; nil, and nothing taken, when it has no end.
    private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Piece? {
        var body = rest
        let isNegated = body.first == "!"
        if isNegated { body.removeFirst() }
        // A bracket right at the beginning is a member.
        guard let first = body.first, let end = body.dropFirst().firstIndex(of: "]") else { return nil }
        _ = first
        var members = body[..<end]
        rest = body[(end + 1)...]
        var ranges: [ClosedRange<UInt32>] = []
        while let low = members.popFirst() {
            if members.first == "-", let high = members.dropFirst().first {
                members = members.dropFirst(2)
                if low <= high { ranges.append(low.value...high.value) }
            } else {
                ranges.append(low.value...low.value)
            }
        }
        return .set(ranges, isNegated: isNegated)
    }

    /// Whether the whole text matches.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var place = 0
        var piece = 0
        // The star met last, and how much text it covers: only that one ever has to be tried again.
        var star: (piece: Int, place: Int)?
        while place < scalars.count {
            if piece < pieces.count, pieces[piece] == .anyText {
                star = (piece, place)
                piece += 1
            } else if piece < pieces.count, pieces[piece].matches(scalars[place]) {
                piece += 1
                place += 1
            } else if let last = star {
                star = (last.piece, last.place + 1)
                piece = last.piece + 1
                place = last.place + 1
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .anyText }
    }
}
