// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// An instant in UTC to the microsecond, from the year 1 to the year 9999.
public struct UTCTimestamp: Sendable, Hashable {
    private static let secondsRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Seconds since 1970-01-01 00:00:00 UTC, rounded down.
    public let secondsSinceEpoch: Int64
    /// Microseconds after that second, 0 to 999 999.
    public let microseconds: Int32

    /// Creates an instant; `nil` outside the years 1 to 9999 or with microseconds outside 0 to 999 999.
    public init?(secondsSinceEpoch: Int64, microseconds: Int = 0) {
        guard Self.secondsRange.contains(secondsSinceEpoch), (0...999_999).contains(microseconds) else { return nil }
        self.secondsSinceEpoch = secondsSinceEpoch
        self.microseconds = Int32(microseconds)
    }

    private init(clock: timespec) {
        secondsSinceEpoch = min(max(Int64(clock.tv_sec), Self.secondsRange.lowerBound), Self.secondsRange.upperBound)
        microseconds = Int32(clock.tv_nsec / 1000)
    }

    /// The present moment on the system's clock.
    public static func now() -> UTCTimestamp {
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        return UTCTimestamp(clock: clock)
    }
}

extension UTCTimestamp: Comparable {
    /// Whether `left` is earlier.
    public static func < (left: UTCTimestamp, right: UTCTimestamp) -> Bool {
        (left.secondsSinceEpoch, left.microseconds) < (right.secondsSinceEpoch, right.microseconds)
    }
}
