// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// Notes the footprint during a phase, ten times, and says whether it grew from the first half to the second.
struct Watch {
    private let phase: String
    private let tenth: Int
    private var seen: [Footprint] = []

    private static let slackKilobytes = 8 * 1024

    init(_ phase: String, count: Int) {
        self.phase = phase
        tenth = max(1, count / 10)
    }

    mutating func note(_ done: Int) {
        guard seen.count < done / tenth else { return }
        let now = Footprint.now
        seen.append(now)
        print("\(phase): \(done) done, \(now.residentKilobytes / 1024) MB resident, \(now.threads) threads")
        fflush(nil)
    }

    /// Buffers come and go; what leaks raises the least that there ever is.
    var growth: [String] {
        let half = seen.count / 2
        guard let before = least(seen[..<half]), let after = least(seen[half...]) else { return [] }
        return after - before > Self.slackKilobytes ? ["\(phase): memory grew by \(after - before) kB"] : []
    }

    private func least(_ footprints: ArraySlice<Footprint>) -> Int? {
        footprints.map(\.residentKilobytes).min()
    }
}
