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

    private let endpoints: [NotificationPriority: [On]]

    init(_ endpoints: [On]) {
        var table: [NotificationPriority: [On]] = [:]
        for endpoint in endpoints {
            for priority in Set(endpoint.priorities) { table[priority, default: []].append(endpoint) }
        }
        self.endpoints = table
    }

    /// The priorities that somebody handles, in their order.
    var priorities: [NotificationPriority] {
        NotificationPriority.allCases.filter { endpoints[$0] != nil }
    }

    /// Whether an endpoint would be called.
    func accepts(_ notification: ReceivedNotification) -> Bool {
        guard let priority = notification.priority, let endpoints = endpoints[priority] else { return false }
        return endpoints.contains { $0.filter?(notification) ?? true }
    }

    /// Calls the endpoints in order; the first that asks for a requeue or throws ends the round.
    func dispatch(_ notification: ReceivedNotification) async -> Outcome {
        guard let priority = notification.priority, let endpoints = endpoints[priority] else { return .ignored }
        do {
            for endpoint in endpoints {
                if let filter = endpoint.filter, !filter(notification) { continue }
                if try await endpoint.handler(notification) == .requeue { return .requeue }
            }
            return .handled
        } catch {
            return .failed(error)
        }
    }
}
