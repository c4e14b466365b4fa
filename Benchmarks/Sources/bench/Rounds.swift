// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The rounds of one case on one broker.
struct Rounds {
    let `case`: Case
    let contestants: [Contestant]
    let options: Options
    let startBroker: (BrokerKind) throws(BenchError) -> any Broker

    /// Above this share of a core taken by others, a run is repeated.
    private static let tolerated = 0.15
    private static let runTimeout = 300.0

    func run(on kind: BrokerKind) throws(BenchError) -> Outcome {
        let supply = TopicSupply(
            case: `case`, kind: kind, properties: options.connectionProperties, startBroker: startBroker)
        defer { supply.close() }
        var outcome = Outcome(case: `case`, broker: kind, rounds: options.rounds)
        for number in 1...options.rounds {
            Progress.show("\(`case`.name) \(kind.rawValue) \(number)/\(options.rounds)")
            try addRound(supply, &outcome)
        }
        if options.countsMallocs { try countMallocs(supply, &outcome) }
        return outcome
    }

    /// Each contestant once, in random order, in the same topic.
    private func addRound(_ supply: TopicSupply, _ outcome: inout Outcome) throws(BenchError) {
        let place = try supply.open()
        var samples: [String: Sample] = [:]
        var disturbed = false
        for contestant in contestants.shuffled() {
            guard let run = try undisturbedRun(contestant, place) else { continue }
            samples[contestant.name] = try sample(run.lastLine)
            disturbed = disturbed || run.foreignCores > Self.tolerated
        }
        outcome.add(samples, disturbed: disturbed)
        try supply.finish(place)
    }

    private func sample(_ line: String) throws(BenchError) -> Sample {
        var sample = try Sample(line: line)
        if !`case`.needsBroker {
            sample[.throughput] = sample[.rate].map { $0 * Double(`case`.recordSize) / 1_000_000 }
        }
        return sample
    }

    private struct Run {
        let lastLine: String
        let foreignCores: Double
    }

    /// Again, while others keep the machine busy and repetitions are left.
    private func undisturbedRun(_ contestant: Contestant, _ place: TopicSupply.Place) throws(BenchError) -> Run? {
        var run = try observedRun(contestant, place)
        for _ in 0..<options.repetitions {
            guard let foreign = run?.foreignCores, foreign > Self.tolerated else { break }
            let share = FixedPoint.text(foreign, decimals: 2)
            Progress.note("\(contestant.name) disturbed: others took \(share) of a core; again")
            run = try observedRun(contestant, place)
        }
        return run
    }

    private func observedRun(_ contestant: Contestant, _ place: TopicSupply.Place) throws(BenchError) -> Run? {
        let broker = place.broker.processIDs
        guard !broker.isEmpty else {
            return try run(contestant, place).map { Run(lastLine: $0.lastLine, foreignCores: 0) }
        }
        let before = ProcessorTime(broker: broker)
        guard let outcome = try run(contestant, place) else { return nil }
        let foreign = before.foreignCores(broker: broker, run: outcome.processorTime)
        return Run(lastLine: outcome.lastLine, foreignCores: foreign)
    }

    private func run(
        _ contestant: Contestant,
        _ place: TopicSupply.Place,
        environment: [String] = []
    ) throws(BenchError) -> ChildProcess.Outcome? {
        let run = Contestant.Run(
            broker: place.broker.kind,
            bootstrap: place.broker.bootstrap,
            topic: place.topic,
            amount: `case`.amount(on: place.broker.kind),
            properties: options.properties
        )
        guard let arguments = contestant.command(`case`, run) else { return nil }
        let process = try ChildProcess(contestant.executable, arguments, environment: environment)
        return try process.finish(timeout: Self.runTimeout)
    }

    private func countMallocs(_ supply: TopicSupply, _ outcome: inout Outcome) throws(BenchError) {
        let place = try supply.open()
        for contestant in contestants where contestant.countsMallocs {
            let preload = "LD_PRELOAD=\(Tools.path("libmalloccount.so"))"
            guard let run = try run(contestant, place, environment: [preload]) else { continue }
            outcome.setMallocs(try sample(run.lastLine)[.mallocs], of: contestant.name)
        }
        try supply.finish(place)
    }
}
