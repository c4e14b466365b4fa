// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Cuts at a scalar, not at a character: a delimiter is one even when a combining mark follows it.
extension Substring {
    /// What is before and after the first `delimiter`; `nil` without one.
    func cut(at delimiter: Unicode.Scalar) -> (before: Substring, after: Substring)? {
        guard let index = unicodeScalars.firstIndex(of: delimiter) else { return nil }
        return (self[..<index], self[unicodeScalars.index(after: index)...])
    }

    /// What is before and after the last `delimiter`; `nil` without one.
    func cutAtLast(_ delimiter: Unicode.Scalar) -> (before: Substring, after: Substring)? {
        guard let index = unicodeScalars.lastIndex(of: delimiter) else { return nil }
        return (self[..<index], self[unicodeScalars.index(after: index)...])
    }

    /// The pieces between delimiters, without the empty ones.
    func pieces(between delimiter: Unicode.Scalar) -> [Substring] {
        unicodeScalars.split(separator: delimiter).map(Substring.init)
    }

    func begins(with prefix: String) -> Bool {
        unicodeScalars.starts(with: prefix.unicodeScalars)
    }

    func holds(_ scalar: Unicode.Scalar) -> Bool {
        unicodeScalars.contains(scalar)
    }
}
