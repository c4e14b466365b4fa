// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// What this process has, as the system counts it. For tests that are alone in their process.
enum ClientThreads {
    /// librdkafka's threads and those of this library.
    static var count: Int { count(named: "rdk:") + ours }

    /// The same, when no client is ending any more: a thread that closed one tells so before it ends itself.
    static func settledCount() async throws -> Int {
        while ours > 0 { try await Task.sleep(for: .milliseconds(1)) }
        return count
    }

    /// Waits until there are no more than so many. One that has been joined is still counted for a moment.
    static func settle(to most: Int) async throws {
        while try await settledCount() > most { try await Task.sleep(for: .milliseconds(1)) }
    }

    private static var ours: Int { count(named: "kafka-") }

    private static func count(named prefix: String) -> Int {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.count { task in
            content(of: "/proc/self/task/\(task)/comm")?.hasPrefix(prefix) ?? false
        }
    }

    /// The start of a small file. Foundation leaks its buffer when a thread ends between the opening of its file and the
    /// reading.
    private static func content(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return String(unsafeUninitializedCapacity: 64) { buffer in max(0, read(file, buffer.baseAddress, buffer.count))
        }
    }

    static func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(line.split(separator: " ").compactMap { Int($0) }.first)
    }
}
