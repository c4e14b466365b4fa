// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchMeasure
import Glibc

/// What a process occupies at a moment.
struct Footprint: Sendable {
    let residentKilobytes: Int
    let threads: Int

    static var now: Footprint {
        // Freed memory that the allocator keeps would look like growth.
        trim_memory()
        return Footprint(residentKilobytes: status("VmRSS:"), threads: status("Threads:"))
    }

    /// A number of /proc/self/status.
    private static func status(_ name: String) -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = fread(&bytes, 1, bytes.count, file)
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return 0 }
        return Int(line.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
    }
}
