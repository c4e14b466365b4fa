// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a run reports, under the key it has in the line of JSON.
enum Metric: String, CaseIterable {
    case rate = "msgs_s"
    /// User and system time in µs a message; of an idle client, in µs a second.
    case cpu = "cpu_us"
    case median = "p50_us"
    case percentile99 = "p99_us"
    case resident = "rss_mb"
    /// Allocations a message; only counted when asked for.
    case mallocs
    /// Voluntary context switches a second of an idle client.
    case wakeups = "wakeups_s"
    /// Bytes of records a second, in MB; only where nothing but bytes is measured.
    case throughput = "mb_s"

    /// The keys that every line has, `null` where a case has no such figure.
    static let always: [Self] = [.rate, .cpu, .median, .percentile99, .resident]

    var title: String {
        switch self {
        case .rate: "msgs/s"
        case .cpu: "CPU µs"
        case .median: "p50 µs"
        case .percentile99: "p99 µs"
        case .resident: "RSS MB"
        case .mallocs: "mallocs"
        case .wakeups: "wake-ups/s"
        case .throughput: "MB/s"
        }
    }

    var decimals: Int {
        switch self {
        case .rate, .throughput: 0
        case .cpu, .mallocs: 2
        case .median, .percentile99, .resident, .wakeups: 1
        }
    }
}
