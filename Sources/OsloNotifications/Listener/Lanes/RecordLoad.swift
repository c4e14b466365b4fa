// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How much room records take, or how much there is for them.
struct RecordLoad: Sendable, Equatable {
    var count = 0
    /// Those of their keys and values.
    var bytes = 0

    /// Whether some more fit into a room, whose end the last one may pass.
    func leavesRoom(in room: RecordLoad) -> Bool { count < room.count && bytes < room.bytes }

    func exceeds(_ share: RecordLoad) -> Bool { count > share.count || bytes > share.bytes }

    /// What each of so many has of it: at least something.
    func divided(by parts: Int) -> RecordLoad {
        RecordLoad(count: max(1, count / parts), bytes: max(1, bytes / parts))
    }

    static func + (left: RecordLoad, right: RecordLoad) -> RecordLoad {
        RecordLoad(count: left.count + right.count, bytes: left.bytes + right.bytes)
    }

    static func - (left: RecordLoad, right: RecordLoad) -> RecordLoad {
        RecordLoad(count: left.count - right.count, bytes: left.bytes - right.bytes)
    }

    static func += (left: inout RecordLoad, right: RecordLoad) { left = left + right }

    static func -= (left: inout RecordLoad, right: RecordLoad) { left = left - right }
}
