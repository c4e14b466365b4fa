// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Takes a notification to the endpoints that handle its priority.
struct Dispatcher: Sendable {
    /// What came of one attempt.
    enum Outcome {
        case handled
        /// No endpoint has this priority, or it is none of the seven.
        case ignored
        case requeue
        case failed(any Error)
    }

    /// Those of each priority, in the order of `NotificationPriority.allCases`.
    private let endpoints: [[Endpoint]]

    /// What of an endpoint is looked at for each notification.
    private struct Endpoint: Sendable {
        let filter: NotificationFilter?
        let handler: On.Handler
    }

    init(_ endpoints: [On]) {
        self.endpoints = NotificationPriority.allCases.map { priority in
            let handling = endpoints.filter { $0.priorities.contains(priority) }
            return handling.map { Endpoint(filter: $0.filter, handler: $0.handler) }
        }
    }

    /// The priorities that somebody handles, in their order.
    var priorities: [NotificationPriority] {
        NotificationPriority.allCases.filter { !endpoints[$0.index].isEmpty }
    }

    /// Whether an endpoint would be called.
    func accepts(_ notification: ReceivedNotification) -> Bool {
        guard let priority = notification.priority else { return false }
        return endpoints[priority.index].contains { $0.filter?(notification) ?? true }
    }

    /// Calls the endpoints in order; the first that asks for a requeue or throws ends the round.
    func dispatch(_ notification: ReceivedNotification) async -> Outcome {
        guard let priority = notification.priority, !endpoints[priority.index].isEmpty else { return .ignored }
        do {
            for endpoint in endpoints[priority.index] {
                if let filter = endpoint.filter, !filter(notification) { continue }
                if try await endpoint.handler(notification) == .requeue { return .requeue }
            }
            return .handled
        } catch {
            return .failed(error)
        }
    }
}
