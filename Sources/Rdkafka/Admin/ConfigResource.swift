// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What configs belong to.
public enum ConfigResource: Sendable, Hashable, CustomStringConvertible {
    /// A topic, by its name.
    case topic(String)
    /// A broker, by its id.
    case broker(Int32)
    /// A consumer group, by its id. Needs librdkafka 2.10 or newer, and Kafka 3.7 or newer.
    case group(String)

    /// Such as `topic notifications.info`.
    public var description: String {
        switch self {
        case .topic(let name): "topic \(name)"
        case .broker(let id): "broker \(id)"
        case .group(let id): "group \(id)"
        }
    }

    /// Why it can't be asked about.
    var refusal: KafkaError? {
        switch self {
        case .topic(let name): NameCheck.topicRefusal(name)
        case .broker(let id): id < 0 ? KafkaError(.invalidArgument, "broker \(id): ids are not negative") : nil
        case .group(let id):
            LibrdkafkaFeature.groupConfigs.isSupported
                ? NameCheck.groupRefusal(id) : LibrdkafkaFeature.groupConfigs.unsupported
        }
    }

    /// Brokers answer each for themselves, all other resources in one request.
    static func requests(_ resources: [ConfigResource]) -> [[ConfigResource]] {
        var others: [ConfigResource] = []
        var requests: [[ConfigResource]] = []
        for resource in resources {
            if case .broker = resource { requests.append([resource]) } else { others.append(resource) }
        }
        return others.isEmpty ? requests : [others] + requests
    }
}
