// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How far a consumer group is in a partition of a ``MemoryLog``.
///
/// The partition is lent to one member at a time, as long as that has something of it that is not done.
struct MemoryCursor {
    /// The first offset that is not done.
    private(set) var committed: Int64
    /// The first offset that is not lent.
    private(set) var position: Int64
    private(set) var holder: ObjectIdentifier?
    /// Nothing more is lent, though the holder may have more.
    private var isPaused = false

    init(at offset: Int64) {
        committed = offset
        position = offset
    }

    /// - Parameter ahead: whether a member may have more before what it has is done.
    func canLend(to member: ObjectIdentifier, ahead: Bool) -> Bool {
        holder == nil || (ahead && holder == member && !isPaused)
    }

    /// Records before `next` are lent.
    mutating func lend(before next: Int64, to member: ObjectIdentifier) {
        position = next
        holder = member
    }

    /// Records before `next` are done.
    mutating func commit(_ next: Int64) {
        committed = max(committed, next)
        position = max(position, committed)
        endIfDone()
    }

    private mutating func endIfDone() {
        if committed == position, !isPaused { holder = nil }
    }

    mutating func pause(for member: ObjectIdentifier) {
        if holder == member { isPaused = true }
    }

    /// What a member was lent from an offset on, while it had paused, is lent again.
    mutating func readOn(from offset: Int64, for member: ObjectIdentifier) {
        guard holder == member, isPaused else { return }
        isPaused = false
        position = max(committed, min(position, offset))
        endIfDone()
    }

    /// What a member has that is not done is to be lent again.
    mutating func giveBack(from member: ObjectIdentifier) {
        guard holder == member else { return }
        position = committed
        holder = nil
        isPaused = false
    }
}
