// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Input that has been read, and the lines in it.
struct LineBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var isAtEnd = false
    /// Where the next line begins.
    private var start = 0
    /// Up to where it is known that the next line does not end.
    private var searched = 0

    /// Where the next line is, without its line feed; nil when it is not complete. The last one may lack its line feed.
    mutating func nextLine() -> Range<Int>? {
        var end = lineFeed()
        if end == nil {
            searched = bytes.count
            if isAtEnd, start < bytes.count { end = bytes.count }
        }
        guard let end else { return nil }
        defer {
            start = min(end + 1, bytes.count)
            searched = start
        }
        return start..<end
    }

    /// Drops the lines that were taken, and reads more.
    ///
    /// - Parameter read: appends what there is; nothing at the end of the input.
    mutating func fill(_ read: (inout [UInt8]) throws(DescriptorError) -> Void) throws(DescriptorError) {
        bytes.removeFirst(start)
        searched -= start
        start = 0
        let count = bytes.count
        try read(&bytes)
        isAtEnd = bytes.count == count
    }

    private func lineFeed() -> Int? {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, searched < bytes.count,
                let feed = memchr(base + searched, Int32(UInt8(ascii: "\n")), bytes.count - searched)
            else { return nil }
            return UnsafeRawPointer(feed) - base
        }
    }
}
