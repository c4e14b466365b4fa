// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Duration {
    /// Whole milliseconds, rounded up: a wait of that length is over when the duration is.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let part = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return seconds.multipliedReportingOverflow(by: 1000).overflow ? .max : seconds * 1000 + part
    }

    /// The same as librdkafka's poll functions take it: not negative, as those mean for ever.
    var pollMilliseconds: Int32 {
        Int32(clamping: max(0, milliseconds))
    }

    /// As seconds, for a log line.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
