// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A time limit for something that ends at once when its task is cancelled.
enum Deadline {
    /// Runs `body`, and cancels it when the time is up.
    ///
    /// - Throws: what `body` throws, and `timedOut` when it was cancelled because of the time.
    static func run<Value: Sendable>(
        _ timeout: Duration,
        _ what: String,
        _ body: @escaping @Sendable () async throws(NotificationError) -> Value
    ) async throws(NotificationError) -> Value {
        guard timeout > .zero else { throw expired(timeout, what) }
        let result = await withTaskGroup(of: Result<Value, NotificationError>?.self) { group in
            group.addTask {
                do throws(NotificationError) {
                    return .success(try await body())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return nil
            }
            var isExpired = false
            for await result in group {
                if let result {
                    group.cancelAll()
                    guard isExpired, case .failure(let error) = result, error.code == .cancelled else { return result }
                    return .failure(expired(timeout, what))
                }
                // The sleep also ends when this task is cancelled, as the body then does by itself.
                isExpired = !Task.isCancelled
                group.cancelAll()
            }
            return .failure(expired(timeout, what))
        }
        return try result.get()
    }

    private static func expired(_ timeout: Duration, _ what: String) -> NotificationError {
        NotificationError(
            .timedOut, "\(what): no answer within \(timeout); what was queued may still be delivered",
            isRetriable: true)
    }
}
