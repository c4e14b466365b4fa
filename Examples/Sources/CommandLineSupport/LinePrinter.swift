// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// Writes lines, no more than are wanted, knows when it is enough, and says what keeps them from coming.
package final class LinePrinter: Sendable {
    private struct State {
        var written = 0
        var failure: CommandFailure?
        var hasPartitions = false
        /// What was told last.
        var trouble: String?
        var told: Set<Substring> = []
    }

    /// How many troubles are told one by one, which usually share a cause.
    private static let mostTroublesTold = 10

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

    /// Says what keeps records from coming; what was said before, but for the times in it, is not said again.
    package func tell(_ trouble: String) {
        let isNews = state.withLock { state in
            state.trouble = trouble
            guard state.told.count < Self.mostTroublesTold else { return false }
            let end = trouble.firstRange(of: " (after ")?.lowerBound ?? trouble.endIndex
            return state.told.insert(trouble[..<end]).inserted
        }
        if isNews { Output.say("\(program): \(trouble)") }
    }

    /// There are partitions that are read now, or none any more.
    package func assigned(_ isAny: Bool) {
        state.withLock { $0.hasPartitions = isAny }
    }

    /// Runs what receives and prints, until there were enough lines or the time is up.
    ///
    /// - Parameters:
    ///   - timeout: nil for no limit.
    ///   - connection: what keeps it from the brokers now, if anything does.
    ///   - receive: is cancelled at the end.
    package func run(
        timeout: Duration?,
        connection: () -> String?,
        receiving receive: @escaping @Sendable () async throws -> Void
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
        let state = self.state.withLock { $0 }
        if let failure = state.failure {
            Output.say("\(program): \(failure.message)")
            return failure.code
        }
        // Where nothing was read there may be nothing, or not.
        let unread = state.hasPartitions ? nil : state.trouble ?? "no partition of the topic has been read from yet"
        let reason = connection() ?? unread
        switch limit {
        case let limit? where state.written >= limit: return .success
        case nil where reason == nil: return .success
        case let limit:
            let progress = limit.map { "\(state.written) of \($0)" } ?? "\(state.written)"
            Output.say("\(program): the time was up when \(progress) had come\(reason.map { ": \($0)" } ?? "")")
            return .temporary
        }
    }
}
