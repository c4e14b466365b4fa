// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What stands on the command line.
enum ProcessArguments {
    /// All but the program's name.
    ///
    /// - Throws: `usage` for one that is not UTF-8, which would be read, and sent, as something else.
    static func all() throws(CommandFailure) -> [String] {
        var arguments: [String] = []
        for number in 1..<max(1, Int(CommandLine.argc)) {
            guard let bytes = CommandLine.unsafeArgv[number] else { break }
            guard let argument = String(validatingCString: bytes) else {
                throw .usage("argument \(number), '\(String(cString: bytes))', is not UTF-8")
            }
            arguments.append(argument)
        }
        return arguments
    }
}
