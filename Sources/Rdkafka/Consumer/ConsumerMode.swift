// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Whether a consumer's partitions come from its group or by hand. Both at once would undo each other.
struct ConsumerMode: ~Copyable {
    enum Mode {
        case subscribed
        case assigned
    }

    /// Nil while the consumer has neither.
    private(set) var mode: Mode?
    private var changes = 0

    /// A change begins, on a thread that may block. False, and then it must not, while the other mode is in use.
    mutating func beginChange(_ new: Mode) -> Bool {
        guard mode == nil || mode == new else { return false }
        mode = new
        changes += 1
        return true
    }

    /// It is over. `isInUse`: whether there is anything after it that the mode is about.
    mutating func endChange(isInUse: Bool) {
        changes -= 1
        if !isInUse, changes == 0 { mode = nil }
    }
}
