// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc
internal import Rdkafka

/// Standard input, read by threads of its own, so that no task's thread is blocked.
enum StandardInput {
    /// More than a pipe holds.
    static let chunkSize = 1 << 18

    /// Reads what there is and appends it, blocking the calling thread; nothing is appended at the end.
    static func readChunk(into bytes: inout [UInt8]) throws(DescriptorError) {
        try Descriptor.read(chunkSize, from: STDIN_FILENO, "standard input", into: &bytes)
    }

    /// All of it.
    static func readAll() async throws(CommandFailure) -> [UInt8] {
        try await onThread { () throws(DescriptorError) in
            var bytes: [UInt8] = []
            while true {
                let count = bytes.count
                try readChunk(into: &bytes)
                if bytes.count == count { return bytes }
            }
        }
    }

    /// Runs what blocks, and suspends until it is done.
    static func onThread<Value: Sendable>(
        _ body: @escaping @Sendable () throws(DescriptorError) -> Value
    ) async throws(CommandFailure) -> Value {
        let result: Result<Value, DescriptorError>
        do {
            result = try await NativeThread.run("stdin") { Result(catching: body) }
        } catch {
            throw CommandFailure(error)
        }
        do {
            return try result.get()
        } catch {
            throw CommandFailure(error)
        }
    }
}
