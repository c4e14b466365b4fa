// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc
import Rdkafka

/// Makes consumers and drops them, some shut down and some not, and tells what is left of them: threads and memory must
/// be what they were.
struct ChurnCase {
    private let options: Options

    init(_ options: Options) {
        self.options = options
    }

    func run() async throws {
        try await churn(max(1, options.warmup))
        let before = try await settled()
        try await churn(options.count)
        let after = try await settled()
        print(
            """
            {"consumers":\(options.count),"threads_before":\(before.threads),"threads_after":\(after.threads),\
            "resident_kb_before":\(before.kilobytes),"resident_kb_after":\(after.kilobytes)}
            """)
    }

    private func churn(_ count: Int) async throws {
        let partition = TopicPartition(topic: options.topic, partition: 0)
        for number in 0..<count {
            let consumer = try KafkaConsumer(configuration: options.consumer)
            switch number % 4 {
            case 0: break
            case 1: try await consumer.subscribe(to: [options.topic])
            case 2: try await consumer.assign([partition], at: .end)
            default: await consumer.shutdown()
            }
        }
    }

    /// The figures when they don't fall any more.
    private func settled() async throws -> (threads: Int, kilobytes: Int) {
        var (threads, unchanged) = (Int.max, 0)
        while unchanged < 20 {
            try await Task.sleep(for: .milliseconds(100))
            let now = Self.figure("Threads:")
            unchanged = now < threads ? 0 : unchanged + 1
            threads = min(threads, now)
        }
        return (threads, Self.figure("VmRSS:"))
    }

    /// A number of `/proc/self/status`.
    private static func figure(_ name: String) -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if text.hasPrefix(name) { return text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0 }
        }
        return 0
    }
}
