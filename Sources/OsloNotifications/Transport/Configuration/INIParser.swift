// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads the text of a configuration file as oslo.config does.
struct INIParser {
    private struct Assignment {
        let key: String
        var lines: [Substring.UnicodeScalarView.SubSequence]
        let line: Int
    }

    let name: String
    private(set) var entries: [ConfigurationEntry] = []
    /// What is wrong with the text. Nothing after it has been read.
    private(set) var problem: NotificationError?
    private var section: String?
    private var assignment: Assignment?
    private var line = 0

    init(name: String) {
        self.name = name
    }

    mutating func parse(_ text: String) {
        let scalars = text.unicodeScalars
        // Python's own line ends when it reads a text file: \n, \r and both.
        var start = scalars.startIndex
        if scalars.first == "\u{FEFF}" { start = scalars.index(after: start) }
        while start < scalars.endIndex, problem == nil {
            let end = scalars[start...].firstIndex { $0 == "\n" || $0 == "\r" } ?? scalars.endIndex
            line += 1
            read(Substring(scalars[start..<end]).unicodeScalars.withoutSpaceAtEnd)
            guard end < scalars.endIndex else { break }
            start = scalars.index(after: end)
            if scalars[end] == "\r", start < scalars.endIndex, scalars[start] == "\n" {
                start = scalars.index(after: start)
            }
        }
        if problem == nil { endAssignment() }
    }

    /// Reads a line, which has no space at its end.
    private mutating func read(_ text: Substring.UnicodeScalarView) {
        guard let first = text.first else { return endAssignment() }
        if first == " " || first == "\t" {
            guard assignment != nil else { return refuse("the line continues no value, but begins with a space") }
            assignment?.lines.append(text.drop(while: \.isPythonSpace))
            return
        }
        endAssignment()
        switch first {
        case "[":
            guard text.last == "]", text.count > 1 else { return refuse("the section's name has no ] at its end") }
            let name = String(text.dropFirst().dropLast())
            guard !name.isEmpty else { return refuse("the section has no name") }
            section = name == ConfigurationOption.Section.common.rawValue ? name : name.lowercased()
        case "#", ";": break
        default: beginAssignment(text)
        }
    }

    private mutating func beginAssignment(_ text: Substring.UnicodeScalarView) {
        guard let delimiter = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
            return refuse("the line has neither = nor :, and is no comment, section or continued value")
        }
        let key = text[..<delimiter].withoutSpaceAtEnd.drop(while: \.isPythonSpace)
        guard !key.isEmpty else { return refuse("the option has no name") }
        guard section != nil else { return refuse("the option stands before the first section, such as [DEFAULT]") }
        var value = text[text.index(after: delimiter)...].drop(while: \.isPythonSpace)
        if let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
            value = value.dropFirst().dropLast()
        }
        assignment = Assignment(key: String(key), lines: [value], line: line)
    }

    private mutating func endAssignment() {
        guard let assignment, let section else { return }
        let text = assignment.lines.map { String($0) }.joined(separator: "\n")
        entries.append(
            ConfigurationEntry(
                key: "\(section).\(assignment.key)", text: text, location: "\(name):\(assignment.line)"))
        self.assignment = nil
    }

    /// The line is not shown: it may hold a password.
    private mutating func refuse(_ reason: String) {
        problem = NotificationError(.invalidConfiguration, "\(name):\(line): \(reason)")
    }
}

extension Substring.UnicodeScalarView {
    fileprivate var withoutSpaceAtEnd: Substring.UnicodeScalarView {
        guard let last = lastIndex(where: { !$0.isPythonSpace }) else { return self[startIndex..<startIndex] }
        return self[...last]
    }
}
