// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationError {
    /// The error of the Kafka client, in this module's words.
    init(_ error: KafkaError, _ context: String = "", option: String? = nil, file: String = #fileID, line: UInt = #line)
    {
        let text = context.isEmpty ? error.message : "\(context): \(error.message)"
        self.init(
            Code(error.code),
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

extension NotificationError.Code {
    fileprivate init(_ code: KafkaError.Code) {
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
