// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The outcome in columns: a row a figure, ours, C and what ours is of C, then the others.
enum Table {
    static let head = row(["case", "broker", "", "ours", "C", "ratio [95 %]", "C poll", "ours / C poll"])

    static func rows(_ outcome: Outcome) -> String {
        let medians = outcome.contestants.map { (name: $0, sample: outcome.median($0)) }
        let metrics = outcome.case.metrics.filter { metric in medians.contains { $0.sample[metric] != nil } }
        var rows: [String] = []
        for metric in metrics {
            let first = metric == metrics.first
            let figures = [first ? outcome.case.name : "", first ? outcome.broker.rawValue : "", metric.title]
            rows.append(row(figures + cells(outcome, metric)))
        }
        for name in outcome.contestants where !Contestant.own.contains(where: { $0.name == name }) {
            rows += peerRows(outcome, name, metrics)
        }
        if outcome.disturbed > 0 {
            rows.append("  \(outcome.disturbed) of \(outcome.rounds) rounds stayed disturbed")
        }
        return rows.joined(separator: "\n")
    }

    private static func cells(_ outcome: Outcome, _ metric: Metric) -> [String] {
        [
            figure(outcome, Contestant.ours, metric),
            figure(outcome, Contestant.c, metric), ratio(outcome, to: Contestant.c, metric),
            figure(outcome, Contestant.cPolling, metric), ratio(outcome, to: Contestant.cPolling, metric),
        ]
    }

    /// Another client in C's place.
    private static func peerRows(_ outcome: Outcome, _ name: String, _ metrics: [Metric]) -> [String] {
        metrics.filter { outcome.median(name)[$0] != nil }.enumerated().map { index, metric in
            let ours = figure(outcome, Contestant.ours, metric)
            let label = [index == 0 ? "  \(name)" : "", "", metric.title]
            return row(label + [ours, figure(outcome, name, metric), ratio(outcome, to: name, metric)])
        }
    }

    private static func figure(_ outcome: Outcome, _ name: String, _ metric: Metric) -> String {
        outcome.median(name)[metric].map { FixedPoint.text($0, decimals: metric.decimals) } ?? "–"
    }

    private static func ratio(_ outcome: Outcome, to name: String, _ metric: Metric) -> String {
        outcome.ratio(Contestant.ours, to: name, in: metric).map(\.description) ?? ""
    }

    private static func row(_ cells: [String]) -> String {
        let widths = [20, 6, 11, 11, 11, 20, 11, 20]
        let padded = zip(cells, widths).enumerated().map { index, cell in
            let (text, width) = cell
            let space = String(repeating: " ", count: max(0, width - text.count))
            return index < 3 ? text + space : space + text
        }
        return padded.joined(separator: " ")
    }
}
