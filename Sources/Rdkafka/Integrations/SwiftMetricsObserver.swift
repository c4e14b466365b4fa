// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Metrics
public import Metrics

/// Takes the numbers of clients to a factory of swift-metrics: `metricsObserver: .swiftMetrics()`.
///
/// What the metrics are called, and their dimensions beside `client`, is in the article <doc:Integrations>. One observer
/// may serve several clients, whose names differ within a process.
public final class SwiftMetricsObserver: KafkaMetricsObserver {
    private let factory: any MetricsFactory
    private let prefix: String
    private let dimensions: [(String, String)]
    private let clients = Lock<[String: ClientMeasures]>([:])

    /// An observer.
    ///
    /// - Parameters:
    ///   - factory: where the metrics are made; nil is the one that the process has.
    ///   - prefix: what each label begins with.
    ///   - dimensions: what each metric has beside the name of the client.
    public init(factory: (any MetricsFactory)? = nil, prefix: String = "kafka", dimensions: [(String, String)] = []) {
        self.factory = factory ?? MetricsSystem.factory
        self.prefix = prefix
        self.dimensions = dimensions
    }

    /// Sets gauges to the numbers, and counts counters up to them.
    public func observe(_ metrics: KafkaMetrics) {
        clients.withLock { clients in
            var client = clients[metrics.client] ?? ClientMeasures(makeMaker(client: metrics.client))
            client.take(metrics)
            if metrics.hasEnded { client.end() }
            clients[metrics.client] = metrics.hasEnded ? nil : client
        }
    }

    private func makeMaker(client: String) -> MeasureMaker {
        MeasureMaker(factory: factory, prefix: prefix, dimensions: dimensions + [("client", client)])
    }
}

extension KafkaMetricsObserver where Self == SwiftMetricsObserver {
    /// Takes the numbers to swift-metrics: see ``SwiftMetricsObserver``.
    public static func swiftMetrics(
        factory: (any MetricsFactory)? = nil, prefix: String = "kafka", dimensions: [(String, String)] = []
    ) -> SwiftMetricsObserver {
        SwiftMetricsObserver(factory: factory, prefix: prefix, dimensions: dimensions)
    }
}
#endif
