// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A subcommand.
protocol Command: Sendable {
    static var help: CommandHelp { get }

    /// - Throws: `usage` for what the options don't allow.
    init(_ options: ParsedOptions) throws(CommandFailure)

    func run(_ signals: Signals) async throws(CommandFailure) -> ExitCode
}
