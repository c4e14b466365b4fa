// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// For automata of up to 64 states, which most have: nothing is allocated.
struct SmallStateSet: StateSet {
    static let maximumCount = 64

    private var bits: UInt64 = 0

    init(count: Int) {}

    var isEmpty: Bool { bits == 0 }

    mutating func insert(_ state: Int) -> Bool {
        let bit: UInt64 = 1 &<< UInt64(state)
        defer { bits |= bit }
        return bits & bit == 0
    }

    mutating func takeAny() -> Int? {
        guard bits != 0 else { return nil }
        let state = bits.trailingZeroBitCount
        bits &= bits &- 1
        return state
    }

    mutating func removeAll() {
        bits = 0
    }
}
