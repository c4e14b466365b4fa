// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Runs a program's body and ends the process as it says.
package enum Program {
    package static func run(
        _ name: String, help: String, options: [String: [String]], _ body: (Arguments) async throws -> ExitCode
    ) async -> Never {
        do {
            if let number = firstThatIsNoText {
                throw CommandFailure(.usage, "argument \(number) is no UTF-8")
            }
            let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()), options: options)
            try await body(arguments).leave()
        } catch let failure as CommandFailure {
            if failure.code == .success {
                try? Output.write(help)
            } else {
                Output.say("\(name): \(failure.message)")
                if failure.code == .usage { Output.say("\(name): see '\(name) --help'") }
            }
            failure.code.leave()
        } catch {
            Output.say("\(name): \(error)")
            ExitCode.configuration.leave()
        }
    }

    /// The number of the first argument whose bytes would be read as something else.
    private static var firstThatIsNoText: Int? {
        (0..<Int(CommandLine.argc)).first { number in
            guard let argument = CommandLine.unsafeArgv[number] else { return false }
            return String(validatingCString: argument) == nil
        }
    }
}
