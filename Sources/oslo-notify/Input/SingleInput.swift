// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// The one notification of the command line.
final class SingleInput: InputSource {
    private let message: Lock<OutgoingMessage?>

    init(_ message: OutgoingMessage) {
        self.message = Lock(message)
    }

    func next() async -> InputBatch? {
        let message = message.withLock { message in
            defer { message = nil }
            return message
        }
        return message.map { InputBatch(notifications: [InputNotification(message: $0, line: nil)]) }
    }
}
