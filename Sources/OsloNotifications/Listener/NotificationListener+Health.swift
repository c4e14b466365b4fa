// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationListener {
    /// Receives; a health check tells of an error that it ends with.
    func watched(_ body: () async throws(NotificationError) -> Void) async throws(NotificationError) {
        do throws(NotificationError) {
            try await body()
        } catch {
            // That it is closed, or runs already, is no failure of what receives.
            if error.code != .closed { transport.listeners.failed(source.client, of: group, error) }
            throw error
        }
    }
}
