// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// Makes the Kafka clients of a transport: all of them log in alike and tell of themselves to the same.
struct TransportClients: Sendable {
    let oauthTokenProvider: KafkaOAuthTokenProvider?
    let logHandler: KafkaLogHandler?
    let metricsObserver: (any KafkaMetricsObserver)?

    func producer(
        _ properties: [String: String],
        onPostFailure: PostFailureHandler? = nil
    ) throws(KafkaError) -> KafkaProducer {
        try KafkaProducer(
            configuration: configuration(properties), logHandler: logHandler, metricsObserver: metricsObserver,
            onPostFailure: onPostFailure)
    }

    func consumer(
        _ properties: [String: String],
        maximumBatchCount: Int,
        readsHeaders: Bool = true,
        rebalanceHandler: RebalanceHandler? = nil
    ) throws(KafkaError) -> KafkaConsumer {
        try KafkaConsumer(
            configuration: configuration(properties),
            options: ConsumerOptions(maxBatchCount: maximumBatchCount, readsHeaders: readsHeaders),
            logHandler: logHandler, metricsObserver: metricsObserver, rebalanceHandler: rebalanceHandler)
    }

    func admin(_ properties: [String: String]) throws(KafkaError) -> KafkaAdmin {
        try KafkaAdmin(configuration: configuration(properties), logHandler: logHandler)
    }

    private func configuration(_ properties: [String: String]) -> KafkaConfiguration {
        var configuration = KafkaConfiguration(properties)
        configuration.oauthTokenProvider = oauthTokenProvider
        return configuration
    }
}
