// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaStatistics {
    /// A distribution of what was measured since the statistics before. The unit is with each use.
    public struct Window: Sendable, Hashable {
        /// `min`: the smallest value.
        public var minimum = 0
        /// `max`: the largest value.
        public var maximum = 0
        /// `avg`: the mean.
        public var mean = 0
        /// `sum`: the sum of all values.
        public var sum = 0
        /// `cnt`: how many values; 0 when nothing was measured, and all else is 0 then.
        public var count = 0
        /// `stddev`: the standard deviation.
        public var standardDeviation = 0
        /// `p50`: the median.
        public var p50 = 0
        /// `p75`: the 75th percentile.
        public var p75 = 0
        /// `p90`: the 90th percentile.
        public var p90 = 0
        /// `p95`: the 95th percentile.
        public var p95 = 0
        /// `p99`: the 99th percentile.
        public var p99 = 0
        /// `p99_99`: the 99.99th percentile.
        public var p9999 = 0
        /// `outofrange`: values that were left out, as too small or too large.
        public var outOfRange = 0

        /// Nothing was measured.
        public init() {}
    }
}

extension KafkaStatistics.Window {
    /// Several distributions as one. Mean and extremes are exact; percentiles and deviation are the largest of theirs,
    /// which those of all values together don't exceed. Nil when nothing was measured.
    static func merging(_ windows: some Sequence<Self>) -> Self? {
        let measured = windows.filter { $0.count > 0 }
        guard var merged = measured.first else { return nil }
        for window in measured.dropFirst() {
            merged.minimum = min(merged.minimum, window.minimum)
            merged.maximum = max(merged.maximum, window.maximum)
            merged.sum = merged.sum.addingClamped(window.sum)
            merged.count = merged.count.addingClamped(window.count)
            merged.standardDeviation = max(merged.standardDeviation, window.standardDeviation)
            merged.p50 = max(merged.p50, window.p50)
            merged.p75 = max(merged.p75, window.p75)
            merged.p90 = max(merged.p90, window.p90)
            merged.p95 = max(merged.p95, window.p95)
            merged.p99 = max(merged.p99, window.p99)
            merged.p9999 = max(merged.p9999, window.p9999)
            merged.outOfRange = merged.outOfRange.addingClamped(window.outOfRange)
        }
        if measured.count > 1 { merged.mean = merged.sum / merged.count }
        return merged
    }
}
