// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension String {
    /// With spaces after it, up to a width.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    /// In lines of at most `width` columns, each of which begins with `indent` spaces.
    func wrapped(to width: Int = 100, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        lines.append(line)
        return lines.map { "\(margin)\($0)\n" }.joined()
    }
}
