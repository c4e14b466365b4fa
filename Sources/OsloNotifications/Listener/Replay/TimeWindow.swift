// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// A window of the times of records, in milliseconds since 1970 (UTC).
struct TimeWindow {
    /// Its first moment; nil where all that is earlier is in it.
    let start: Int64?
    /// The moment after its last; nil where all that is later is in it.
    let end: Int64?

    /// Whether a record is in it. One without a time is in the window of all times only.
    func contains(_ time: Int64?) -> Bool {
        guard let time else { return start == nil && end == nil }
        return time >= start ?? .min && time < end ?? .max
    }

    /// The time of a record that ends reading; nil where nothing does but the end of the partition.
    func readingEnd(_ skew: Duration?) -> Int64? {
        guard let end, let skew else { return nil }
        let (time, isTooLate) = end.addingReportingOverflow(max(0, skew.milliseconds))
        return isTooLate ? nil : time
    }
}
