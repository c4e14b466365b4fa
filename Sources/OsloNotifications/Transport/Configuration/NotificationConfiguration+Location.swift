// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension NotificationConfiguration {
    /// Where an option was set: `FILE:LINE`, or `environment variable NAME`; `nil` for one from a dictionary or none.
    ///
    /// - Parameter key: that of the option, or `rdkafka.` and the name of a librdkafka property.
    public func location(of key: String) -> String? {
        guard key.hasPrefix(ConfigurationKey.rdkafkaPrefix) else {
            return locations[ConfigurationOption.find(key)?.key ?? key]
        }
        let name = String(key.dropFirst(ConfigurationKey.rdkafkaPrefix.count))
        return locations[ConfigurationKey.rdkafkaPrefix + KafkaPropertyNames.canonical(name)]
    }

    /// The error, with the place of the option that it is about before its message.
    func locating(_ problem: NotificationError) -> NotificationError {
        problem.option.flatMap(location(of:)).map { problem.telling($0) } ?? problem
    }
}
