// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Reads a configuration file as a whole.
enum ConfigurationFile {
    private static let maximumSize = 16 << 20
    private static let chunkSize = 1 << 16

    /// - Throws: `invalidConfiguration` with the path, and what is wrong: it is not there, too large, no UTF-8.
    static func read(_ path: String) throws(NotificationError) -> String {
        let bytes = try readBytes(path)
        do {
            return String(copying: try UTF8Span(validating: bytes.span))
        } catch {
            let line = bytes[..<error.byteOffsets.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1
            throw NotificationError(.invalidConfiguration, "\(path):\(line): the file is not UTF-8")
        }
    }

    private static func readBytes(_ path: String) throws(NotificationError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem(path, reason: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkSize)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count > 0 {
                bytes += chunk[..<count]
            } else if errno != EINTR {
                throw problem(path, reason: errno)
            }
            guard bytes.count <= maximumSize else {
                throw NotificationError(
                    .invalidConfiguration,
                    "the configuration file \(path) has more than \(maximumSize) bytes, which is no configuration")
            }
        }
    }

    private static func problem(_ path: String, reason: Int32) -> NotificationError {
        NotificationError(
            .invalidConfiguration,
            "the configuration file \(path) can't be read: \(String(cString: strerror(reason)))")
    }
}
