// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Standard output, without a buffer: what is written has left the process.
enum StandardOutput {
    static func write(_ bytes: [UInt8]) throws(DescriptorError) {
        try Descriptor.write(bytes, to: STDOUT_FILENO, "standard output")
    }

    static func write(_ text: String) throws(DescriptorError) {
        try write(Array(text.utf8))
    }

    /// Whether so many bytes can be written without waiting for whoever reads them.
    static func takesAtOnce(_ count: Int) -> Bool {
        if isFile { return true }
        // A pipe that is ready takes as many at once.
        guard count <= Int(PIPE_BUF) else { return false }
        var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    private static let isFile: Bool = {
        var information = stat()
        return fstat(STDOUT_FILENO, &information) == 0 && information.st_mode & S_IFMT == S_IFREG
    }()
}
