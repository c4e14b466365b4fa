// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A subcommand and its options, each with a value: `write --brokers localhost:9092 --topic=metrics`.
package struct Arguments: Sendable {
    /// The subcommand.
    package let command: String
    private let values: [String: String]

    /// Reads the arguments of the process.
    ///
    /// - Parameters:
    ///   - arguments: without the program's name.
    ///   - options: the options of each subcommand.
    /// - Throws: `usage` for anything that is not among them; `success` with nothing to say is what `--help` throws.
    package init(_ arguments: [String], options: [String: [String]]) throws(CommandFailure) {
        let commands = options.keys.sorted().joined(separator: ", ")
        guard let command = arguments.first else {
            throw CommandFailure(.usage, "a command is missing; allowed: \(commands)")
        }
        guard !arguments.contains(where: { ["--help", "-h"].contains($0) }) else { throw CommandFailure(.success, "") }
        guard let allowed = options[command] else {
            throw CommandFailure(.usage, "there is no command '\(command)'; allowed: \(commands)")
        }
        var values: [String: String] = [:]
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.map { String($0) } ?? ""
            guard argument.hasPrefix("--"), allowed.contains(name) else {
                let list = allowed.map { "--\($0)" }.joined(separator: ", ")
                throw CommandFailure(.usage, "there is no option '\(argument)' for \(command); allowed: \(list)")
            }
            guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
                throw CommandFailure(.usage, "--\(name) has no value")
            }
            values[name] = value
        }
        self.command = command
        self.values = values
    }

    /// The value of an option that has to be there.
    package func text(_ name: String) throws(CommandFailure) -> String {
        guard let value = values[name] else { throw CommandFailure(.usage, "--\(name) is missing") }
        return value
    }

    package func optionalText(_ name: String) -> String? { values[name] }

    /// An integer of 1 or more.
    package func count(_ name: String) throws(CommandFailure) -> Int? {
        guard let text = values[name] else { return nil }
        guard let count = Int(text), count >= 1 else {
            throw CommandFailure(.usage, "--\(name) is '\(text)'; allowed: an integer of 1 or more")
        }
        return count
    }

    /// Seconds, with or without a fraction.
    package func seconds(_ name: String) throws(CommandFailure) -> Duration? {
        guard let text = values[name] else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 1_000_000 else {
            throw CommandFailure(.usage, "--\(name) is '\(text)'; allowed: seconds, more than 0 and at most 1000000")
        }
        return .seconds(seconds)
    }
}
