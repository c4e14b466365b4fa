// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

@main
struct Bench {
    private let options: Options
    private let contestants: [Contestant]

    static func main() {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            guard !options.wantsHelp else { return print(Options.usage) }
            guard try Bench(options).run() else { exit(1) }
        } catch {
            Progress.note("\(error)")
            exit(1)
        }
    }

    private init(_ options: Options) throws(BenchError) {
        let own = Contestant.own.filter { options.contestants?.contains($0.name) ?? true }
        let peers = if let directory = options.peers { try Contestant.peers(in: directory) } else { [Contestant]() }
        self.options = options
        contestants = own + peers
        if options.brokers.contains(.kafka), options.kafkaProcessIDs.isEmpty {
            Progress.note("without --kafka-pid disturbed rounds on the real Kafka are not noticed")
        }
    }

    /// `false` when a case failed; the others are run all the same.
    private func run() -> Bool {
        var succeeded = true
        if !options.json { print(Table.head) }
        for kind in [.none] + options.brokers {
            for measured in options.cases where measured.needsBroker == (kind != .none) {
                do {
                    let rounds = Rounds(case: measured, contestants: contestants, options: options, startBroker: start)
                    let outcome = try rounds.run(on: kind)
                    show(outcome)
                } catch {
                    Progress.note("\(measured.name) on \(kind.rawValue): \(error)")
                    succeeded = false
                }
            }
        }
        return succeeded
    }

    private func show(_ outcome: Outcome) {
        Progress.show("")
        print(options.json ? outcome.json : Table.rows(outcome))
        fflush(nil)
        if options.json, outcome.disturbed > 0 {
            Progress.note("\(outcome.case.name): \(outcome.disturbed) of \(outcome.rounds) rounds stayed disturbed")
        }
    }

    private func start(_ kind: BrokerKind) throws(BenchError) -> any Broker {
        switch kind {
        case .none: NoBroker()
        case .mock: try MockBroker()
        case .kafka:
            KafkaBroker(
                bootstrap: options.kafkaAddress ?? "", processIDs: options.kafkaProcessIDs,
                properties: options.connectionProperties)
        }
    }
}
