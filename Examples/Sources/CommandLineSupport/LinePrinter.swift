// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Writes lines, no more than are wanted, and knows when it is enough.
package final class LinePrinter: Sendable {
    private struct State {
        var written = 0
        var failure: CommandFailure?
    }

    private let program: String
    private let limit: Int?
    private let state = Mutex(State())
    private let end = AsyncStream.makeStream(of: Void.self)

    package init(program: String, limit: Int?) {
        self.program = program
        self.limit = limit
    }

    /// Writes a line, unless there were enough.
    package func print(_ line: String) {
        let isOver = state.withLock { state in
            guard state.failure == nil, state.written < limit ?? .max else { return true }
            do throws(CommandFailure) {
                try Output.write(line)
                state.written += 1
            } catch {
                state.failure = error
            }
            return state.failure != nil || state.written == limit
        }
        if isOver { end.continuation.finish() }
    }

    /// Says that something that was received is not what it should be, and where it is.
    package func refuse(_ topic: String, _ partition: Int32, _ offset: Int64, _ reason: String) {
        Output.say("\(program): \(topic)[\(partition)] at offset \(offset): \(reason)")
    }

    /// Runs what receives and prints, until there were enough lines or the time is up.
    ///
    /// - Parameters:
    ///   - timeout: nil for no limit.
    ///   - receive: is cancelled at the end.
    package func run(
        timeout: Duration?, receiving receive: @escaping @Sendable () async throws -> Void
    ) async -> ExitCode {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await receive() }
                group.addTask { for await _ in self.end.stream {} }
                if let timeout { group.addTask { try await Task.sleep(for: timeout) } }
                try await group.next()
                group.cancelAll()
            }
        } catch {
            Output.say("\(program): \(error)")
            return .temporary
        }
        let (written, failure) = state.withLock { ($0.written, $0.failure) }
        if let failure {
            Output.say("\(program): \(failure.message)")
            return failure.code
        }
        guard let limit, written < limit else { return .success }
        Output.say("\(program): the time was up when \(written) of \(limit) had come")
        return .temporary
    }
}
