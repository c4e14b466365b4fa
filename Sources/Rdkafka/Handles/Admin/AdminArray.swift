// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Arrays of objects that belong to an event.
enum AdminArray {
    /// Each element of an array, whose length the getter writes.
    static func map<Element>(
        _ array: (UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<OpaquePointer?>?,
        _ transform: (OpaquePointer) -> Element
    ) -> [Element] {
        var count = 0
        guard let base = unsafe array(&count) else { return [] }
        return unsafe UnsafeBufferPointer(start: base, count: count).compactMap { element in
            unsafe element.map { unsafe transform($0) }
        }
    }
}

extension String {
    /// The text that a C function returned, which may be none.
    init?(c text: UnsafePointer<CChar>?) {
        guard let text = unsafe text else { return nil }
        self = unsafe String(cString: text)
    }
}
