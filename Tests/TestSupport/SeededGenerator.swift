// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// SplitMix64: the same sequence everywhere.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// A sequence for each seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next number of all that there are.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// One of so many numbers, from 0 on.
    public mutating func next(below count: Int) -> Int {
        Int(next() % UInt64(count))
    }
}
