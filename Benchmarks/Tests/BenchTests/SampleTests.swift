// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import bench

@Suite struct SampleTests {
    @Test func aLineOfOurs() throws {
        let line = #"{"msgs_s": 1000, "cpu_us": 1.25, "p50_us": null, "p99_us": null, "rss_mb": 9.5, "mallocs": 1.007}"#
        let sample = try Sample(line: line)
        #expect(sample[.rate] == 1000)
        #expect(sample[.cpu] == 1.25)
        #expect(sample[.median] == nil)
        #expect(sample[.mallocs] == 1.007)
        #expect(
            sample.json == #"{"msgs_s": 1000, "cpu_us": 1.2500, "p50_us": null, "p99_us": null, "#
                + #""rss_mb": 9.5000, "mallocs": 1.0070}"#)
    }

    @Test func aLineOfAnotherClient() throws {
        let line = #"{"client":"x","version":"v1","n":5,"msgs_s":10,"cpu_per_m":6.1,"maxrss_kb":2048,"lat_p50_us":7.5}"#
        let sample = try Sample(line: line)
        #expect(sample[.cpu] == 6.1)
        #expect(sample[.resident] == 2)
        #expect(sample[.median] == 7.5)
    }

    @Test(arguments: ["", "join 0.1s", #"{"msgs_s": 1}"#, #"{"cpu_per_m": 1, "failed": 3}"#])
    func whatIsNoResultIsAnError(line: String) {
        #expect(throws: BenchError.self) { try Sample(line: line) }
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (1.005, 1, "1.0"), (-0.26, 1, "-0.3"), (1234.5678, 0, "1235"), (0.04, 1, "0.0"),
    ])
    func numbers(value: Double, decimals: Int, text: String) {
        #expect(FixedPoint.text(value, decimals: decimals) == text)
    }
}
