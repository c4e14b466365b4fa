// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// The standard streams, without buffers: what is written has left the process.
package enum Output {
    /// Writes a line to standard output.
    package static func write(_ line: String) throws(CommandFailure) {
        guard write(line, to: STDOUT_FILENO) else {
            throw CommandFailure(.inputOutput, "writing to standard output: \(String(cString: strerror(errno)))")
        }
    }

    /// Writes a line to standard error. When this fails there is nobody left to tell.
    package static func say(_ line: String) {
        _ = write(line, to: STDERR_FILENO)
    }

    private static func write(_ line: String, to descriptor: Int32) -> Bool {
        let bytes = Array("\(line)\n".utf8)
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno != EINTR { return false }
            start += max(0, written)
        }
        return true
    }
}
