// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What a listener reads from.
enum ListenerSource: Sendable {
    case kafka(KafkaConsumer)
    case memory(MemoryConsumer)

    var client: any ListeningClient {
        switch self {
        case .kafka(let consumer): consumer
        case .memory(let consumer): consumer
        }
    }
}
