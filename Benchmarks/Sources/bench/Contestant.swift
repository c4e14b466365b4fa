// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A program that can run a case.
struct Contestant: Sendable {
    /// The command line of a run; `nil` where the program has nothing like the case.
    typealias Command = @Sendable (Case, Run) -> [String]?

    /// What a run is to do.
    struct Run {
        let broker: BrokerKind
        let bootstrap: String
        let topic: String
        let amount: Case.Amount
        let properties: [String]
    }

    /// Its key in the JSON.
    let name: String
    let executable: String
    let command: Command
    /// Whether a preloaded library can count its allocations.
    let countsMallocs: Bool

    static let ours = "ours"
    static let c = "c"
    static let cPolling = "c_poll"

    /// The library, the best C loop, and the C loop with a poll thread.
    static let own = [
        Self(name: ours, program: "swiftbench"),
        Self(name: c, program: "cbench"),
        Self(name: cPolling, program: "cbench", options: ["--poll"]),
    ]

    init(name: String, executable: String, countsMallocs: Bool = false, command: @escaping Command) {
        self.name = name
        self.executable = executable
        self.countsMallocs = countsMallocs
        self.command = command
    }

    private init(name: String, program: String, options: [String] = []) {
        self.init(name: name, executable: Tools.path(program), countsMallocs: true) { `case`, run in
            // In C there is nothing like the reading and writing of notifications.
            guard `case`.needsBroker || program == "swiftbench" else { return nil }
            let amount = ["-n", "\(run.amount.records)", "-w", "\(run.amount.warmup)"]
            let properties = run.properties.flatMap { ["-X", $0] }
            return [`case`.name, "-b", run.bootstrap, "-t", run.topic] + amount + properties + options
        }
    }
}
