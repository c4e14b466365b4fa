// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchMeasure
import Glibc

/// How long sends took, from any task.
final class Latencies: Sendable {
    /// Written with atomic operations only, and never freed while this lives.
    nonisolated(unsafe) let histogram: OpaquePointer?

    init() {
        histogram = latencies_new()
    }

    deinit {
        free(UnsafeMutableRawPointer(histogram))
    }

    func add(since began: Int64) {
        latencies_add(histogram, now_ns() - began)
    }

    func clear() {
        latencies_clear(histogram)
    }
}
