// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Whether a consumer's partitions come from its group or by hand. Both at once would undo each other.
struct ConsumerMode: ~Copyable {
    private enum Mode {
        case idle
        case subscribed
        case assigned
    }

    private var mode = Mode.idle

    /// False while partitions are assigned by hand.
    mutating func beginSubscribing() -> Bool {
        guard mode != .assigned else { return false }
        mode = .subscribed
        return true
    }

    /// False while there is a subscription.
    mutating func beginAssigning() -> Bool {
        guard mode != .subscribed else { return false }
        mode = .assigned
        return true
    }

    mutating func endSubscribing() {
        if mode == .subscribed { mode = .idle }
    }

    mutating func endAssigning() {
        if mode == .assigned { mode = .idle }
    }
}
