// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Whole reads and writes on a file descriptor, blocking ones.
enum Descriptor {
    /// Writes all bytes, and returns when the system has them.
    static func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws(DescriptorError) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + start }, buffer.count - start)
            }
            if written >= 0 {
                start += written
            } else {
                try recover(errno, descriptor, for: Int16(POLLOUT), "writing to \(name)")
            }
        }
    }

    /// Reads what there is, at most `count` bytes, and appends it; nothing is appended at the end of the input.
    static func read(
        _ count: Int, from descriptor: Int32, _ name: String, into bytes: inout [UInt8]
    ) throws(DescriptorError) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        while true {
            let received = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + start }, count)
            }
            if received >= 0 {
                bytes.removeLast(count - received)
                return
            }
            try recover(errno, descriptor, for: Int16(POLLIN), "reading \(name)")
        }
    }

    /// Returns when the call may be tried again.
    private static func recover(
        _ error: Int32, _ descriptor: Int32, for events: Int16, _ what: String
    ) throws(DescriptorError) {
        switch error {
        case EINTR: return
        case EAGAIN:
            // Somebody who shares the descriptor has made it non-blocking.
            var entry = pollfd(fd: descriptor, events: events, revents: 0)
            poll(&entry, 1, -1)
        case EPIPE: throw .readerIsGone
        default: throw .failed(what, reason: String(cString: strerror(error)))
        }
    }
}
