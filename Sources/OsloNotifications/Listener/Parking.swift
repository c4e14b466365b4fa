// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Whether the end of what waited of a partition was dropped, so that others have room, and how far that has got. It is
/// read again from there when most of the rest is done, and takes no records until then, so that none is given out, and no
/// offset stored, past those.
enum Parking {
    /// Nothing was dropped: it is read.
    case reading
    /// Its partition is not paused yet; so many that wait were kept.
    case begun(from: Int64, kept: Int)
    case paused(from: Int64, kept: Int)
    /// Something goes back there, and what was dropped does not come yet.
    case readingOn

    /// Whether it takes no records.
    var isParked: Bool {
        if case .reading = self { false } else { true }
    }

    /// Whether more can be dropped: not while its partition is being paused, or read on.
    var canDrop: Bool {
        switch self {
        case .reading, .paused: true
        case .begun, .readingOn: false
        }
    }

    /// Where to read on.
    var start: Int64? {
        switch self {
        case .begun(let offset, _), .paused(let offset, _): offset
        case .reading, .readingOn: nil
        }
    }

    /// What waited from an offset on was dropped, which it can be. Whether its partition is to be paused for it.
    mutating func drop(from offset: Int64, kept: Int) -> Bool {
        if case .paused = self {
            self = .paused(from: offset, kept: kept)
            return false
        }
        self = .begun(from: offset, kept: kept)
        return true
    }

    /// Its partition is paused. False when it was not to be.
    mutating func pause() -> Bool {
        guard case .begun(let offset, let kept) = self else { return false }
        self = .paused(from: offset, kept: kept)
        return true
    }

    /// Whether it is to be read on: when most of what was kept is gone, or all is, where nothing was kept.
    ///
    /// - Parameters:
    ///   - waiting: how many records wait.
    ///   - isIdle: whether no other is under way.
    func isToBeReadOn(waiting: Int, isIdle: Bool) -> Bool {
        guard case .paused(_, let kept) = self else { return false }
        return waiting * 4 <= kept && (kept > 0 || isIdle)
    }
}
