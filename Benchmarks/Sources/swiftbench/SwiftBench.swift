// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// The library's side of each case. One run a process; prints one line of JSON.
@main
enum SwiftBench {
    static func main() async {
        // Not in main's own body: it is isolated to the main actor, from where everything costs more.
        let failure = await Task.detached { await run() }.value
        guard let failure else { return }
        let bytes = Array("swiftbench: \(failure)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        exit(1)
    }

    private static func run() async -> (any Error)? {
        do {
            let options = try Options(Array(CommandLine.arguments.dropFirst()))
            try await run(options)
            return nil
        } catch {
            return error
        }
    }

    private static func run(_ options: Options) async throws {
        switch options.name {
        case "produce-200": try await ProduceCase(options, recordSize: 200).run()
        case "produce-2159": try await ProduceCase(options, recordSize: 2159).run()
        case "awaited-1": try await AwaitedCase(options, tasks: 1).run()
        case "awaited-64": try await AwaitedCase(options, tasks: 64).run()
        case "awaited-1024": try await AwaitedCase(options, tasks: 1024).run()
        case "awaited-batch-1024": try await AwaitedCase(options, tasks: 64, recordsPerSend: 16).run()
        case "consume-200": try await ConsumeCase(options).run()
        case "consume-200-actor": try await ConsumeActor(options).run()
        case "consume-200-records": try await ConsumeRecordsCase(options).run()
        case "churn": try await ChurnCase(options).run()
        case "notify-2159": try await NotifyCase(options).run()
        case "notify-awaited-1024": try await NotifyAwaitedCase(options, tasks: 1024).run()
        case "notify-batch-16": try await NotifyAwaitedCase(options, tasks: 64, notificationsPerSend: 16).run()
        case "listen-2159": try await ListenCase(options, readsPayload: true).run()
        case "listen-type-2159": try await ListenCase(options, readsPayload: false).run()
        case "encode-2159": try WireCase(options).encode()
        case "encode-codable-2159": try WireCase(options).encodeCodable()
        case "read-2159": try WireCase(options).read()
        case "decode-2159": try WireCase(options).decode()
        case "decode-all-2159": try WireCase(options).decodeAll()
        case "decode-codable-2159": try WireCase(options).decodeCodable()
        case "idle": try await IdleCase(options).run()
        default: throw BenchFailure("unknown case '\(options.name)'")
        }
    }
}
