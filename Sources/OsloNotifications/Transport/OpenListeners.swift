// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// What a listener reads from, and what ends it.
protocol ListeningClient: AnyObject, Sendable {
    /// Ends it as its listener's shutdown does.
    func end(timeout: Duration) async
}

extension KafkaConsumer: ListeningClient {
    func end(timeout: Duration) async { await shutdown(timeout: timeout) }
}

extension MemoryConsumer: ListeningClient {
    func end(timeout: Duration) async { _ = await shutdown(timeout: timeout) }
}

/// The listeners of a transport that are not closed, so that it can close them.
final class OpenListeners: Sendable {
    private struct Reference {
        weak var client: (any ListeningClient)?
    }

    private let open = Lock<[ObjectIdentifier: Reference]>([:])

    func add(_ client: any ListeningClient) {
        open.withLock { $0[ObjectIdentifier(client)] = Reference(client: client) }
    }

    func remove(_ client: any ListeningClient) {
        open.withLock { $0[ObjectIdentifier(client)] = nil }
    }

    func takeAll() -> [any ListeningClient] {
        open.withLock { open in
            defer { open = [:] }
            return open.values.compactMap(\.client)
        }
    }
}
