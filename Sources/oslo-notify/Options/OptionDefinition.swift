// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A long option.
struct OptionDefinition: Sendable {
    let name: String
    /// What its argument is called; nil when it has none.
    let argument: String?
    let help: String

    init(_ name: String, _ argument: String? = nil, _ help: String) {
        self.name = name
        self.argument = argument
        self.help = help
    }

    static let help = OptionDefinition("help", "Shows this.")

    private init(_ name: String, _ help: String) {
        self.init(name, nil, help)
    }

    var usage: String {
        argument.map { "--\(name) \($0)" } ?? "--\(name)"
    }
}
