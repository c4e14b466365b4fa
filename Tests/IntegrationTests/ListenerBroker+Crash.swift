// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc
import OsloNotifications
import Testing

extension ListenerBroker {
    /// Listens, and kills this process in the first handler.
    func dieInTheFirstHandler(topic: String, pool: String) async throws {
        let listener = try NotificationListener(
            transport: transport(["rdkafka.auto.commit.interval.ms": "10"]),
            targets: [NotificationTarget(topic: topic)], pool: pool
        ) {
            On(.info) { _ in
                // Time enough to commit what should not be committed.
                try await Task.sleep(for: .milliseconds(300))
                kill(getpid(), SIGKILL)
                return .handled
            }
        }
        try await listener.run()
    }
}
