// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
package import Tracing

/// What OpenTelemetry calls the two operations on a message.
package enum MessagingOperation: String {
    case send
    case process
}

extension Span {
    /// Sets the attributes of OpenTelemetry's conventions for messaging with Kafka.
    func describe(_ operation: MessagingOperation, topic: String, partition: Int32?, value size: Int?) {
        describe(operation, topic: topic)
        if let size {
            attributes["messaging.message.body.size"] = size
        } else {
            attributes["messaging.kafka.message.tombstone"] = true
        }
        if let partition { describe(partition: partition, offset: nil) }
    }

    package func describe(_ operation: MessagingOperation, topic: String) {
        attributes["messaging.system"] = "kafka"
        attributes["messaging.operation.type"] = operation.rawValue
        attributes["messaging.operation.name"] = operation.rawValue
        attributes["messaging.destination.name"] = topic
    }

    /// Sets where the record is.
    package func describe(partition: Int32, offset: Int64?) {
        attributes["messaging.destination.partition.id"] = String(partition)
        if let offset { attributes["messaging.kafka.offset"] = Int(offset) }
    }
}
#endif
