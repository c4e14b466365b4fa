// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// The listeners of a transport that are not closed, so that it can close them.
final class OpenListeners: Sendable {
    private struct Reference {
        weak var consumer: KafkaConsumer?
    }

    private let open = Lock<[ObjectIdentifier: Reference]>([:])

    func add(_ consumer: KafkaConsumer) {
        open.withLock { $0[ObjectIdentifier(consumer)] = Reference(consumer: consumer) }
    }

    func remove(_ consumer: KafkaConsumer) {
        open.withLock { $0[ObjectIdentifier(consumer)] = nil }
    }

    func takeAll() -> [KafkaConsumer] {
        open.withLock { open in
            defer { open = [:] }
            return open.values.compactMap(\.consumer)
        }
    }
}
