// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Arrays of objects that belong to an event.
enum AdminArray {
    /// The elements of an array, whose length the getter writes. They live as long as the event.
    static func elements(
        _ array: (UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<OpaquePointer?>?
    ) -> [OpaquePointer] {
        var count = 0
        guard let base = unsafe array(&count) else { return unsafe [] }
        return unsafe UnsafeBufferPointer(start: base, count: count).compactMap { unsafe $0 }
    }
}

extension String {
    /// The text that a C function returned, which may be none.
    init?(c text: UnsafePointer<CChar>?) {
        guard let text = unsafe text else { return nil }
        self = unsafe String(cString: text)
    }
}
