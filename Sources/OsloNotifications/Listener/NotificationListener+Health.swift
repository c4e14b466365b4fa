// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationListener {
    /// Receives; a health check tells of an error that it ends with.
    func watched(_ body: () async throws(NotificationError) -> Void) async throws(NotificationError) {
        do throws(NotificationError) {
            try await body()
        } catch {
            noteFailure(error)
            throw error
        }
    }

    /// What receives ends with an error, which who takes from the board is told after a health check would be.
    func end(_ board: DeliveryBoard, with error: any Error) {
        let error = Self.wrap(error)
        noteFailure(error)
        board.end(error)
    }

    /// Only the first counts: meanwhile the group may have another listener. That this one is closed, or runs already, is
    /// no failure of what receives.
    private func noteFailure(_ error: NotificationError) {
        guard error.code != .closed, hasFailed.begin() else { return }
        transport.listeners.failed(source.client, of: group, error)
    }
}
