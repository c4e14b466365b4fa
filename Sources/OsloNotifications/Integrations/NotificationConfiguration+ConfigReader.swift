// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Configuration
public import Configuration
internal import Rdkafka

extension NotificationConfiguration {
    /// Reads and checks a configuration from a reader of swift-configuration, whose scope may be any.
    ///
    /// ## Configuration keys
    ///
    /// Those of ``ConfigurationOption/all``, by their ``ConfigurationOption/key``, such as `transport_url`,
    /// `oslo_messaging_notifications.topics` or `oslo_messaging_kafka.compression_codec`; and `rdkafka.` before each
    /// property that `Librdkafka.properties` lists, such as `rdkafka.message.max.bytes`. In the environment
    /// they are `TRANSPORT_URL`, `OSLO_MESSAGING_NOTIFICATIONS_TOPICS` and so on.
    ///
    /// A value may be text, a number, a boolean, or a list, whose elements are joined with commas. Transport URLs and
    /// what ``ConfigurationOption/isSecret`` is true for are read as secrets. A key that is none of these is not seen, so
    /// that a misspelt one is not refused here.
    ///
    /// - Throws: as ``init(_:transportURL:drivers:)``.
    public init(config: ConfigReader) throws(NotificationError) {
        var dictionary: [String: String] = [:]
        for option in ConfigurationOption.all {
            dictionary[option.key] = config.text(of: option.key, isSecret: option.isSecret)
        }
        for name in Librdkafka.properties.map(\.name) {
            let key = ConfigurationKey.rdkafkaPrefix + name
            dictionary[key] = config.text(of: key, isSecret: KafkaConfiguration.isSecret(name))
        }
        try self.init(dictionary)
    }
}
#endif
