// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// The lines of standard input as they are, whether they are text or not.
struct StandardLines: Sendable {
    private static let chunkSize = 1 << 16

    private var bytes: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// The next line, without its line feed; nil at the end. Blocks.
    mutating func next() throws(CommandFailure) -> [UInt8]? {
        var searched = start
        while true {
            if let feed = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = feed + 1 }
                return Array(bytes[start..<feed])
            }
            if isAtEnd {
                defer { start = bytes.count }
                return start < bytes.count ? Array(bytes[start...]) : nil
            }
            searched = bytes.count - start
            try fill()
        }
    }

    /// Drops what was taken, and reads more.
    private mutating func fill() throws(CommandFailure) {
        bytes.removeFirst(start)
        start = 0
        var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
        var count = -1
        repeat {
            count = read(STDIN_FILENO, &chunk, chunk.count)
        } while count < 0 && errno == EINTR
        guard count >= 0 else {
            throw CommandFailure(.inputOutput, "reading standard input: \(String(cString: strerror(errno)))")
        }
        bytes += chunk.prefix(count)
        isAtEnd = count == 0
    }
}
