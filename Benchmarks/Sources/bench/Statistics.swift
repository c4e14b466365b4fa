// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Medians, and how far they can be trusted.
enum Statistics {
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The 95 % interval of the median, by resampling the values with replacement.
    static func interval(_ values: [Double], resamples: Int = 4000) -> ClosedRange<Double>? {
        guard values.count > 1 else { return nil }
        let medians = (0..<resamples).compactMap { _ in
            median(values.map { _ in values[Int.random(in: 0..<values.count)] })
        }.sorted()
        let cut = Int(Double(resamples) * 0.025)
        return medians[cut]...medians[medians.count - 1 - cut]
    }
}
