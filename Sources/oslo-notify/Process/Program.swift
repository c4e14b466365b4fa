// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The program: finds the subcommand, shows help, and says on standard error what went wrong.
enum Program {
    static let name = "oslo-notify"
    private static let commands: [any Command.Type] = [
        DemoCommand.self, SendCommand.self, ListenCommand.self, DecodeCommand.self, ReplayCommand.self,
        ConfigCommand.self,
    ]

    static func run(_ signals: Signals) async -> ExitCode {
        var command: String?
        do {
            let arguments = try ProcessArguments.all()
            command = commands.first { $0.help.name == arguments.first }?.help.name
            return try await run(arguments, signals: signals)
        } catch {
            if !error.message.isEmpty { StandardError.say(error.message) }
            if error.code == .usage {
                StandardError.say("see '\(name)\(command.map { " \($0)" } ?? "") --help'")
            }
            return error.code
        }
    }

    private static func run(_ arguments: [String], signals: Signals) async throws(CommandFailure) -> ExitCode {
        guard let word = arguments.first else { throw .usage("a command is missing: \(commandNames)") }
        if ["--help", "-h", "help"].contains(word) {
            // `help send` is the same as `send --help`.
            let topic = arguments.dropFirst().first
            return try show(commands.first { $0.help.name == topic }?.help.text ?? overview)
        }
        guard let command = commands.first(where: { $0.help.name == word }) else {
            throw .usage("there is no command '\(word)'; there are \(commandNames)")
        }
        let options = try OptionParser(command.help).parse(Array(arguments.dropFirst()))
        if options.has("help") { return try show(command.help.text) }
        return try await command.init(options).run(signals)
    }

    private static var commandNames: String {
        commands.map { $0.help.name }.joined(separator: ", ")
    }

    private static func show(_ text: String) throws(CommandFailure) -> ExitCode {
        do {
            try StandardOutput.write(text)
        } catch {
            throw CommandFailure(error)
        }
        return .success
    }

    private static var overview: String {
        let list = commands.map { "  \($0.help.name.padded(to: 8))\($0.help.summary)\n" }.joined()
        return """
            usage: \(name) COMMAND [OPTION]...

            Sends and receives OpenStack notifications over Apache Kafka, in the form of oslo.messaging.

            Commands:
            \(list)
            '\(name) COMMAND --help' tells options, exit codes and examples of each.

            Try it without any broker of your own:
              \(name) demo

            """
    }
}
