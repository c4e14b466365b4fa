// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension ConsumerRecord {
    /// The key as bytes of your own; nil for none.
    public var key: [UInt8]? { unsafe storage.key(place).map { unsafe [UInt8]($0) } }
    /// The value as bytes of your own; nil for a tombstone.
    public var value: [UInt8]? { unsafe storage.value(place).map { unsafe [UInt8]($0) } }

    /// The key in place, without a copy; nil for none.
    public var keySpan: RawSpan? {
        @_lifetime(borrow self)
        get {
            guard let key = unsafe storage.key(place) else { return nil }
            return unsafe _overrideLifetime(RawSpan(_unsafeBytes: key), borrowing: self)
        }
    }

    /// The value in place, without a copy; nil for a tombstone.
    public var valueSpan: RawSpan? {
        @_lifetime(borrow self)
        get {
            guard let value = unsafe storage.value(place) else { return nil }
            return unsafe _overrideLifetime(RawSpan(_unsafeBytes: value), borrowing: self)
        }
    }
}
