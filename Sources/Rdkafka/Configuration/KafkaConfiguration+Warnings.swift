// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaConfiguration {
    /// A kind of client.
    public enum ClientKind: String, Sendable, Hashable {
        /// A ``KafkaProducer``.
        case producer
        /// A ``KafkaConsumer``.
        case consumer
    }

    /// What the loaded librdkafka would accept and not follow, or follow for the last time.
    ///
    /// A client logs the same when it is made. A name that librdkafka doesn't know, or a value that it refuses, is not
    /// here: it is an error then.
    ///
    /// - Parameter kind: the client that it is for.
    /// - Returns: a sentence for each property that is deprecated or of no use to this kind of client, in the order of
    ///   their names, and one where the loaded librdkafka's SCRAM is refused by newer brokers.
    public func warnings(for kind: ClientKind) -> [String] {
        properties.keys.sorted().compactMap { name in
            guard let property = Librdkafka.property(name) else { return nil }
            if property.isDeprecated { return "property \"\(name)\" is deprecated" }
            switch (property.scope, kind) {
            case (.producer, .consumer): return "property \"\(name)\" is for producers and has no effect on a consumer"
            case (.consumer, .producer): return "property \"\(name)\" is for consumers and has no effect on a producer"
            default: return nil
            }
        } + (scramWarning.map { [$0] } ?? [])
    }
}
