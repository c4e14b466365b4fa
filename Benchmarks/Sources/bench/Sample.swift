// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The figures of one run of one contestant, or the medians of several.
struct Sample {
    private var values: [Metric: Double] = [:]

    init() {}

    /// The line of JSON that a contestant printed. The programs of other clients have names of their own for the same.
    init(line: String) throws(BenchError) {
        let fields = try FlatJSON.numbers(in: line)
        for metric in Metric.allCases {
            values[metric] = fields[metric.rawValue]
        }
        values[.cpu] = fields["cpu_us"] ?? fields["cpu_per_m"]
        values[.median] = fields["p50_us"] ?? fields["lat_p50_us"]
        values[.percentile99] = fields["p99_us"] ?? fields["lat_p99_us"]
        values[.resident] = fields["rss_mb"] ?? fields["maxrss_kb"].map { $0 / 1024 }
        if let failed = fields["failed"], failed > 0 {
            throw BenchError("\(Int(failed)) records failed: \(line)")
        }
        guard values[.cpu] != nil else { throw BenchError("no figures in what was printed: \(line)") }
    }

    /// The median of each figure by itself.
    init(mediansOf samples: [Sample]) {
        for metric in Metric.allCases {
            values[metric] = Statistics.median(samples.compactMap { $0[metric] })
        }
    }

    subscript(metric: Metric) -> Double? {
        get { values[metric] }
        set { values[metric] = newValue }
    }

    var json: String {
        let metrics = Metric.allCases.filter { Metric.always.contains($0) || values[$0] != nil }
        let fields = metrics.map { "\"\($0.rawValue)\": \(Self.number(values[$0], decimals: $0 == .rate ? 0 : 4))" }
        return "{\(fields.joined(separator: ", "))}"
    }

    private static func number(_ value: Double?, decimals: Int) -> String {
        guard let value, value.isFinite else { return "null" }
        return FixedPoint.text(value, decimals: decimals)
    }
}
