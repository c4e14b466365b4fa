// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Why a command ends without having done what it was asked for.
struct CommandFailure: Error {
    let code: ExitCode
    /// For standard error; empty when there is nothing to say.
    let message: String

    init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }

    /// What keeps a transport, a notifier or a listener from being made.
    init(configuration error: NotificationError) {
        self.init(.configuration, error.description)
    }

    init(_ error: KafkaError) {
        self.init(.system, error.description)
    }

    /// A reader that has gone away wants no more: that is no failure.
    init(_ error: DescriptorError) {
        switch error {
        case .readerIsGone: self.init(.success, "")
        case .failed(let what, let reason): self.init(.inputOutput, "\(what): \(reason)")
        }
    }

    static func usage(_ message: String) -> CommandFailure {
        CommandFailure(.usage, message)
    }
}
