// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a subcommand understands, and what its `--help` says.
struct CommandHelp: Sendable {
    let name: String
    /// One line.
    let summary: String
    /// What follows the command's name in the usage line.
    let usage: String
    /// Paragraphs.
    let description: [String]
    let options: [OptionDefinition]
    let exitCodes: [(code: ExitCode, meaning: String)]
    let examples: [String]
    /// Further sections, complete.
    var appendix = ""

    var text: String {
        var text = "usage: \(Program.name) \(name) \(usage)\n\n"
        for paragraph in description { text += paragraph.wrapped(indent: 0) + "\n" }
        text += "Options:\n"
        for option in options + [.help] { text += "  \(option.usage)\n" + option.help.wrapped(indent: 6) }
        text += "\nExit codes:\n"
        for (code, meaning) in exitCodes { text += "  \("\(code.rawValue)".padded(to: 4))\(meaning)\n" }
        text += "\nExamples:\n"
        for example in examples { text += "  \(example)\n" }
        return appendix.isEmpty ? text : "\(text)\n\(appendix)"
    }
}
