// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Reads small files of configuration.
enum TextFile {
    /// Why a file could not be read.
    struct ReadError: Error, CustomStringConvertible {
        let description: String

        init(errno code: Int32) {
            description = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        }
    }

    static func read(_ path: String) throws(ReadError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadError(errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += buffer[..<count] } else if errno != EINTR { throw ReadError(errno: errno) }
        }
    }
}
