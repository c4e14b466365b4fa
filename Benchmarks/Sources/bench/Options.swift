// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The command line.
struct Options {
    var json = false
    var countsMallocs = false
    var rounds = 7
    var repetitions = 5
    var brokers: [BrokerKind] = BrokerKind.brokers
    var kafkaAddress: String?
    var kafkaProcessIDs: [Int32] = []
    var peers: String?
    var contestants: [String]?
    var properties: [String] = []
    var cases: [Case] = Case.all
    var wantsHelp = false

    /// What of the properties it takes to reach the broker.
    var connectionProperties: [String] {
        properties.filter { property in ["security.", "ssl.", "sasl."].contains { property.hasPrefix($0) } }
    }

    static let usage = """
        usage: bench [OPTION]... [CASE]...

        Runs each case with the library, with the best C loop and with a C loop that polls, in rounds of random order, and
        prints the medians, and the medians of the rounds' ratios with their 95 % intervals.

          --json                    a line of JSON a case on standard output instead of the table
          --rounds N                rounds a case (7)
          --repeat N                how often a run is repeated that others disturbed (5)
          --broker mock|kafka|both  (both)
          --kafka ADDRESS           bootstrap address of a real Kafka
          --kafka-pid PID           its process, so that its processor time is not taken for a disturbance; of several
                                    nodes each
          --mallocs                 one more run of each, with the allocations counted
          --contestants LIST        of ours,c,c_poll, only these
          --peers DIR               also runs gobench, rustbench and Bench.jar of that folder
          -X KEY=VALUE              a librdkafka property for ours and C, any number of times

        Cases: \(Case.all.map(\.name).joined(separator: " "))
        """

    init(_ arguments: [String]) throws(BenchError) {
        var rest = arguments[...]
        var names: [String] = []
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": json = true
            case "--mallocs": countsMallocs = true
            case "--rounds": rounds = try Self.number(argument, &rest, from: 1)
            case "--repeat": repetitions = try Self.number(argument, &rest, from: 0)
            case "--broker": brokers = try Self.brokers(Self.value(argument, &rest))
            case "--kafka": kafkaAddress = try Self.value(argument, &rest)
            case "--kafka-pid": kafkaProcessIDs.append(Int32(try Self.number(argument, &rest, from: 1)))
            case "--peers": peers = try Self.value(argument, &rest)
            case "--contestants": contestants = try Self.value(argument, &rest).split(separator: ",").map(String.init)
            case "-X": properties.append(try Self.value(argument, &rest))
            case "-h", "--help": wantsHelp = true
            default: names.append(argument)
            }
        }
        if !names.isEmpty { cases = try names.map(Self.named) }
        guard wantsHelp || !brokers.contains(.kafka) || kafkaAddress != nil else {
            throw BenchError("--kafka ADDRESS is missing; without a real Kafka: --broker mock")
        }
    }

    private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws(BenchError) -> String {
        guard let value = rest.popFirst() else { throw BenchError("\(option) needs a value") }
        return value
    }

    private static func number(
        _ option: String,
        _ rest: inout ArraySlice<String>,
        from least: Int
    ) throws(BenchError) -> Int {
        let text = try value(option, &rest)
        guard let number = Int(text), number >= least else {
            throw BenchError("\(option): '\(text)' is not a number from \(least) up")
        }
        return number
    }

    private static func brokers(_ text: String) throws(BenchError) -> [BrokerKind] {
        if text == "both" { return BrokerKind.brokers }
        guard let broker = BrokerKind.brokers.first(where: { $0.rawValue == text }) else {
            throw BenchError("--broker: '\(text)' is not mock, kafka or both")
        }
        return [broker]
    }

    private static func named(_ name: String) throws(BenchError) -> Case {
        guard let found = Case.all.first(where: { $0.name == name }) else {
            let names = Case.all.map(\.name).joined(separator: " ")
            throw BenchError("unknown case or option '\(name)'; cases are \(names)")
        }
        return found
    }
}
