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
}
