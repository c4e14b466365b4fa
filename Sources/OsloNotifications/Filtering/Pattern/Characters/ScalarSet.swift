// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A set of code points, surrogates included.
struct ScalarSet: Sendable {
    let ranges: [ClosedRange<UInt32>]
    let classes: [ScalarClass]
    let isNegated: Bool
    let folding: CaseFolding?
    /// The members below 128.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(
        ranges: [ClosedRange<UInt32>] = [], classes: [ScalarClass] = [], isNegated: Bool = false,
        folding: CaseFolding? = nil
    ) {
        self.ranges = ranges
        self.classes = classes
        self.isNegated = isNegated
        self.folding = folding
        for scalar: UInt32 in 0..<64 {
            if find(scalar) { low |= 1 << UInt64(scalar) }
            if find(scalar + 64) { high |= 1 << UInt64(scalar) }
        }
    }

    @inline(__always)
    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return low &>> UInt64(scalar) & 1 == 1 }
        if scalar < 128 { return high &>> UInt64(scalar &- 64) & 1 == 1 }
        return find(scalar)
    }

    private func find(_ scalar: UInt32) -> Bool {
        guard let folding else { return hasMember(scalar, scalar) != isNegated }
        let lowercased = folding.lowercased(scalar)
        return folding.equals(of: lowercased).contains { hasMember($0, lowercased) } != isNegated
    }

    private func hasMember(_ scalar: UInt32, _ lowercased: UInt32) -> Bool {
        ranges.contains { $0.contains(scalar) } || classes.contains { $0.contains(lowercased) }
    }
}
