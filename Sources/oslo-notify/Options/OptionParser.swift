// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

@preconcurrency internal import Glibc

/// Reads a command line with `getopt_long`: once, before anything else runs.
struct OptionParser {
    private let help: CommandHelp
    private let definitions: [OptionDefinition]

    /// Above all characters, which are the codes of short options.
    private static let firstCode: Int32 = 256

    init(_ help: CommandHelp) {
        self.help = help
        definitions = help.options + [.help]
    }

    /// - Throws: `usage`; `getopt_long` has said why then.
    func parse(_ arguments: [String]) throws(CommandFailure) -> ParsedOptions {
        // The first one stands in front of what getopt_long says.
        let texts = ["\(Program.name) \(help.name)"] + arguments
        let argumentPointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        let names = definitions.map { strdup($0.name) }
        defer { for pointer in argumentPointers + names { free(pointer) } }
        let longOptions =
            definitions.indices.map { index in
                LongOption(
                    name: names[index], hasArgument: definitions[index].argument == nil ? 0 : 1, flag: nil,
                    value: Self.firstCode + Int32(index))
            } + [LongOption(name: nil, hasArgument: 0, flag: nil, value: 0)]

        var values: [(name: String, value: String)] = []
        var operands: [String] = []
        argumentPointers.withUnsafeBufferPointer { pointers in
            guard let base = pointers.baseAddress else { return }
            while true {
                let code = getoptLong(Int32(texts.count), base, "h", longOptions, nil)
                if code == -1 { break }
                values.append((name(of: code), optarg.map { String(cString: $0) } ?? ""))
            }
            // It has moved what is no option to the end.
            operands = pointers[Int(optind)...].compactMap { $0.map { String(cString: $0) } }
        }
        let parsed = ParsedOptions(values: values, operands: operands)
        if parsed.has("?") { throw .usage("") }
        return parsed
    }

    private func name(of code: Int32) -> String {
        switch code {
        case Self.firstCode...: definitions[Int(code - Self.firstCode)].name
        case Int32(UInt8(ascii: "h")): OptionDefinition.help.name
        default: "?"
        }
    }
}
