// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What the rounds of one case on one broker showed.
struct Outcome {
    let `case`: Case
    let broker: BrokerKind
    let rounds: Int
    private(set) var disturbed = 0
    private var samples: [String: [Sample]] = [:]
    private var mallocs: [String: Double] = [:]
    private var names: [String] = []

    init(case: Case, broker: BrokerKind, rounds: Int) {
        self.case = `case`
        self.broker = broker
        self.rounds = rounds
    }

    mutating func add(_ round: [String: Sample], disturbed: Bool) {
        for (name, sample) in round { samples[name, default: []].append(sample) }
        self.disturbed += disturbed ? 1 : 0
    }

    mutating func setMallocs(_ count: Double?, of name: String) {
        mallocs[name] = count
    }

    /// Ours first, then C, then whatever else ran.
    var contestants: [String] {
        let own = Contestant.own.map(\.name)
        return own.filter { samples[$0] != nil } + samples.keys.filter { !own.contains($0) }.sorted()
    }

    func median(_ name: String) -> Sample {
        var sample = Sample(mediansOf: samples[name] ?? [])
        sample[.mallocs] = mallocs[name]
        return sample
    }

    func ratio(_ numerator: String, to denominator: String, in metric: Metric) -> Ratio? {
        Ratio(of: samples[numerator] ?? [], to: samples[denominator] ?? [], in: metric)
    }

    var json: String {
        let results = contestants.map { "\"\($0)\": \(median($0).json)" }
        let head = "\"case\": \"\(`case`.name)\", \"broker\": \"\(broker.rawValue)\", \"rounds\": \(rounds)"
        return "{\(([head] + results).joined(separator: ", "))}"
    }
}
