// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

@testable import OsloNotifications

extension NotificationTransport {
    /// The broker that it is over.
    var memory: MemoryBroker {
        get throws {
            guard case .memory(let producer) = carrier else { throw NotificationError(.invalidArgument, "not memory") }
            return producer.broker
        }
    }
}
