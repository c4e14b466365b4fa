// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationError {
    /// The error of the Kafka client, in this module's words.
    init(_ error: KafkaError, _ context: String = "", option: String? = nil, file: String = #fileID, line: UInt = #line)
    {
        var text = context.isEmpty ? error.message : "\(context): \(error.message)"
        if error.code == .unknownTopicOrPartition {
            text += "; the topic is not there, and the broker does not make it, or has not yet"
        }
        self.init(
            Code(error),
            text,
            option: option ?? error.property.map { "rdkafka.\($0)" },
            kafkaCode: error.responseCode?.rawValue,
            kafkaName: error.responseCode?.name,
            isRetriable: error.isRetriable,
            isFatal: error.isFatal,
            file: file,
            line: line
        )
    }

    /// The error of the wire layer, in this module's words.
    init(_ error: WireError, _ code: Code, _ context: String = "", file: String = #fileID, line: UInt = #line) {
        self.init(
            code, context.isEmpty ? error.description : "\(context): \(error.description)", file: file, line: line)
    }
}

extension NotificationError {
    /// The same error, with what it happened to before its message.
    func telling(_ context: String) -> NotificationError {
        NotificationError(
            code, "\(context): \(message)", option: option, kafkaCode: kafkaCode, kafkaName: kafkaName,
            isRetriable: isRetriable, isFatal: isFatal, causes: causes, file: file, line: line)
    }
}

extension NotificationError.Code {
    fileprivate init(_ error: KafkaError) {
        self = error.responseCode.flatMap { Self(responseCode: $0) } ?? Self(error.code)
    }

    /// What the broker's answer says more exactly than the kind of failure; the numbers are those of Kafka's protocol,
    /// negative ones librdkafka's.
    private init?(responseCode: KafkaError.ResponseCode) {
        switch responseCode.rawValue {
        // TOPIC_, GROUP_ and CLUSTER_AUTHORIZATION_FAILED.
        case 29, 30, 31: self = .authorizationFailed
        // SASL_AUTHENTICATION_FAILED, _AUTHENTICATION.
        case 58, -169: self = .authenticationFailed
        // _TRANSPORT, _ALL_BROKERS_DOWN, _RESOLVE.
        case -195, -187, -193: self = .unreachable
        default: return nil
        }
    }

    private init(_ code: KafkaError.Code) {
        self =
            switch code {
            case .invalidConfiguration: .invalidConfiguration
            case .invalidArgument: .invalidTopic
            case .queueFull: .queueFull
            case .messageTooLarge: .messageTooLarge
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            case .shutDown, .purged: .closed
            case .broker, .unknownTopicOrPartition: .deliveryFailed
            default: .kafka
            }
    }
}
