// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

extension KafkaAdmin {
    /// Creates a topic and waits until brokers tell of it: the controller, which answers, knows of it first.
    func createAndSee(_ topic: NewTopic) async throws {
        try await createTopic(topic)
        try await see(topic.name) { $0.failure == nil }
    }

    /// Asks about a topic until it is as expected.
    @discardableResult
    func see(
        _ topic: String,
        _ isExpected: (Result<TopicDescription, KafkaError>) -> Bool
    ) async throws -> TopicDescription? {
        try await settled {
            let result = try await describeTopics([topic])[0].result
            return isExpected(result) ? .some(try? result.get()) : nil
        }
    }

    /// Asks for the configs of a resource until they are as expected.
    func configs(
        of resource: ConfigResource,
        _ isExpected: ([String: ConfigEntry]) -> Bool = { _ in true }
    ) async throws -> [String: ConfigEntry] {
        try await settled {
            let entries = try await describeConfigs([resource])[0].result.get()
            return isExpected(entries) ? entries : nil
        }
    }
}

/// Asks again until there is an answer. The test's time limit ends it.
func settled<Value>(_ ask: () async throws -> Value?) async throws -> Value {
    while true {
        if let value = try await ask() { return value }
        try Task.checkCancellation()
    }
}

extension Result {
    /// The error, if it is one.
    var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
