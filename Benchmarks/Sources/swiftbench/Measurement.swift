// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchMeasure

/// A section of the program that is measured.
struct Measurement: Sendable {
    private var section = measure()

    /// Begins it.
    init() {
        measure_begin(&section)
    }

    /// Ends it and prints its figures.
    func print(count: Int, latencies: Latencies? = nil) {
        withUnsafePointer(to: section) { measure_print($0, count, latencies?.histogram) }
    }

    /// Ends a section in which nothing was to be done, and prints its figures.
    func printIdle() {
        withUnsafePointer(to: section) { measure_print_idle($0) }
    }
}
