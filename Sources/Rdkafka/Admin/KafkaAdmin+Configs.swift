// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaAdmin {
    /// Describes the configs of topics, brokers and groups: all of them, with where their values come from.
    ///
    /// - Parameters:
    ///   - resources: what they belong to. Each broker is asked for its own.
    ///   - timeout: how long to wait for the answer.
    /// - Returns: for each resource its configs by their names.
    public func describeConfigs(
        _ resources: [ConfigResource],
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<ConfigResource, [String: ConfigEntry]> {
        try await AdminPlan(resources, refusal: \.refusal).results { resources throws(KafkaError) in
            try await self.each(ConfigResource.requests(resources)) { resources throws(KafkaError) in
                try await self.core.perform(DescribeConfigsOperation(resources: resources), timeout: timeout)
            }
        }
    }

    /// Changes configs of topics, brokers and groups one by one; those that are not named stay as they are.
    ///
    /// Before librdkafka 2.2 there is no request for that, but only one that replaces all configs of a resource. For a
    /// topic they are then read, changed and written: of two who do that at once, one loses. For brokers that can't be
    /// done, as the values of secret configs can't be read, and is refused with `unsupported`.
    ///
    /// - Parameters:
    ///   - changes: what to change. The changes of a resource are made together or not at all.
    ///   - validateOnly: only asks whether it would work.
    ///   - timeout: how long to wait for an answer; for two, where the configs are read first.
    /// - Returns: for each resource whether it was changed.
    public func alterConfigs(
        _ changes: [ConfigResource: [ConfigChange]],
        validateOnly: Bool = false,
        timeout: Duration = defaultTimeout
    ) async throws(KafkaError) -> AdminResults<ConfigResource, Void> {
        try await AdminPlan(
            changes.keys.sorted { $0.description < $1.description }, key: { $0 },
            refusal: { $0.refusal ?? ConfigChange.refusal(of: changes[$0] ?? [], for: $0) }
        ).results { resources throws(KafkaError) in
            guard LibrdkafkaFeature.incrementalAlterConfigs.isSupported else {
                return try await self.rewriteConfigs(resources, changes, validateOnly, timeout)
            }
            return try await self.each(ConfigResource.requests(resources)) { resources throws(KafkaError) in
                try await self.core.perform(
                    IncrementalAlterConfigsOperation(
                        changes: changes.filter { resources.contains($0.key) }, validateOnly: validateOnly),
                    timeout: timeout)
            }
        }
    }

    /// Reads the configs of topics, and writes them with the changes.
    private func rewriteConfigs(
        _ resources: [ConfigResource],
        _ changes: [ConfigResource: [ConfigChange]],
        _ validateOnly: Bool,
        _ timeout: Duration
    ) async throws(KafkaError) -> [ConfigResource: Result<Void, KafkaError>] {
        let entries = try await describeConfigs(resources, timeout: timeout)
        let configs = entries.values.map { ($0, TopicConfigMerge.merged($1, changes[$0] ?? [])) }
        var results = entries.failures.mapValues { Result<Void, KafkaError>.failure($0) }
        if configs.isEmpty { return results }
        let operation = AlterConfigsOperation(
            configs: Dictionary(uniqueKeysWithValues: configs), validateOnly: validateOnly)
        results.merge(try await core.perform(operation, timeout: timeout)) { $1 }
        return results
    }

    /// Makes requests one after the other. Where there are several, one that fails is an error of its resources.
    private func each<Value: Sendable>(
        _ requests: [[ConfigResource]],
        _ request: ([ConfigResource]) async throws(KafkaError) -> [ConfigResource: Result<Value, KafkaError>]
    ) async throws(KafkaError) -> [ConfigResource: Result<Value, KafkaError>] {
        var results: [ConfigResource: Result<Value, KafkaError>] = [:]
        for resources in requests {
            do throws(KafkaError) {
                results.merge(try await request(resources)) { $1 }
            } catch {
                if requests.count == 1 || error.code == .cancelled || error.code == .shutDown { throw error }
                for resource in resources { results[resource] = .failure(error) }
            }
        }
        return results
    }
}

extension ConfigChange {
    /// Why these changes of a resource can't be asked for.
    static func refusal(of changes: [ConfigChange], for resource: ConfigResource) -> KafkaError? {
        if case .topic = resource {
        } else if !LibrdkafkaFeature.incrementalAlterConfigs.isSupported {
            return LibrdkafkaFeature.incrementalAlterConfigs.unsupported
        }
        if changes.isEmpty { return KafkaError(.invalidArgument, "\(resource): no config is to be changed") }
        guard Set(changes.map(\.name)).count == changes.count else {
            return KafkaError(.invalidArgument, "\(resource): a config is changed twice")
        }
        return nil
    }
}
