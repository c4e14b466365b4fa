// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if ServiceLifecycle
internal import ServiceLifecycle
#endif

/// Runs `body`, and calls `shutDown` when the service group that it runs in shuts down. Without the trait
/// `ServiceLifecycle` there is no such group.
package func withGracefulShutdown<Result: Sendable, Failure: Error>(
    _ shutDown: @escaping @Sendable () -> Void,
    _ body: () async throws(Failure) -> Result
) async throws(Failure) -> Result {
    #if ServiceLifecycle
    // The handler's function knows no typed errors.
    let result = await withGracefulShutdownHandler {
        do throws(Failure) {
            return Swift.Result<Result, Failure>.success(try await body())
        } catch {
            return .failure(error)
        }
    } onGracefulShutdown: {
        shutDown()
    }
    return try result.get()
    #else
    return try await body()
    #endif
}
