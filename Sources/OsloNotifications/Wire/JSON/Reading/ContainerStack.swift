// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Which of the open containers are objects: one bit for each level, without allocation.
struct ContainerStack {
    private var bits: [8 of UInt64] = .init(repeating: 0)
    private(set) var depth = 0

    /// Whether the innermost container is an object.
    private(set) var isObject = false

    /// Opens a container; `false` when there is no level left.
    mutating func push(isObject: Bool) -> Bool {
        guard depth < WireLimits.maximumDepth else { return false }
        let mask: UInt64 = 1 &<< UInt64(depth & 63)
        if isObject { bits[depth &>> 6] |= mask } else { bits[depth &>> 6] &= ~mask }
        depth &+= 1
        self.isObject = isObject
        return true
    }

    mutating func pop() {
        depth &-= 1
        isObject = depth > 0 && bits[(depth &- 1) &>> 6] &>> UInt64((depth &- 1) & 63) & 1 == 1
    }
}
