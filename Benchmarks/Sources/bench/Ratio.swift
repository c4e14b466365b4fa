// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// One contestant's figure divided by another's, round by round: the median of the rounds' ratios and its 95 % interval.
struct Ratio: CustomStringConvertible {
    let median: Double
    let interval: ClosedRange<Double>?

    /// `nil` where no round has the figure for both.
    init?(of numerators: [Sample], to denominators: [Sample], in metric: Metric) {
        let ratios = zip(numerators, denominators).compactMap { numerator, denominator -> Double? in
            guard let above = numerator[metric], let below = denominator[metric], below > 0 else { return nil }
            return above / below
        }
        guard let median = Statistics.median(ratios) else { return nil }
        self.median = median
        interval = Statistics.interval(ratios)
    }

    var description: String {
        let middle = FixedPoint.text(median, decimals: 2)
        guard let interval else { return middle }
        let low = FixedPoint.text(interval.lowerBound, decimals: 2)
        return "\(middle) [\(low)–\(FixedPoint.text(interval.upperBound, decimals: 2))]"
    }
}
