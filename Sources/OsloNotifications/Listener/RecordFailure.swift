// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Why a record could not be handled.
enum RecordFailure: Sendable {
    case undecodable(WireError)
    case requeued(attempts: Int)
    case threw(any Error, attempts: Int)

    /// For a log line or a header; nothing of the payload.
    var reason: String {
        switch self {
        case .undecodable(let error): "no notification: \(error.description)"
        case .requeued: "an endpoint asked for it again"
        case .threw(let error, _): "an endpoint threw \(Self.text(of: error))"
        }
    }

    /// Only the type of an error that may hold anything; those of the modules hold no payload.
    private static func text(of error: any Error) -> String {
        switch error {
        case let error as WireError: error.description
        case let error as NotificationError: error.description
        case let error as KafkaError: error.description
        default: "\(type(of: error))"
        }
    }

    var attempts: Int {
        switch self {
        case .undecodable: 0
        case .requeued(let attempts), .threw(_, let attempts): attempts
        }
    }

    var isUndecodable: Bool {
        if case .undecodable = self { true } else { false }
    }

    var code: NotificationError.Code { isUndecodable ? .undecodable : .handlerFailed }
}
