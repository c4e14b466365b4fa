// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Testing

/// Runs something that goes on until it is told to end, beside the body; tells it when the body has ended, and waits
/// for it. An error of what runs is an issue of the test, at once.
public func whileRunning<Result>(
    _ run: @escaping @Sendable () async throws -> Void, endedBy end: () async -> Void,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            do {
                try await run()
            } catch {
                Issue.record(error, sourceLocation: sourceLocation)
            }
        }
        do {
            let result = try await body()
            await end()
            try await group.waitForAll()
            return result
        } catch {
            await end()
            throw error
        }
    }
}
