// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Configuration
public import Configuration

extension KafkaConfiguration {
    /// A configuration from a reader of swift-configuration, usually one that is scoped: `config.scoped(to: "kafka")`.
    ///
    /// ## Configuration keys
    ///
    /// Each property of librdkafka that ``Librdkafka/properties`` lists, by its own name: `bootstrap.servers`, `group.id`,
    /// `linger.ms`, `security.protocol`, `sasl.mechanism`, `sasl.username`, `sasl.password`, `ssl.ca.location` and so on.
    /// With the scope `kafka` the variable in the environment is `KAFKA_BOOTSTRAP_SERVERS`.
    ///
    /// A value may be text, a number, a boolean, or a list, whose elements are joined with commas. Values that
    /// ``isSecret(_:)`` is true for are read as secrets. Nothing is checked here: see ``KafkaConfiguration``.
    public init(config: ConfigReader) {
        self.init()
        for name in Librdkafka.properties.map(\.name) {
            if let value = config.text(of: name, isSecret: Self.isSecret(name)) { self[name] = value }
        }
    }
}

extension ConfigReader {
    /// The value of a key as text, whatever type it has where it comes from; nil when there is none.
    package func text(of key: String, isSecret: Bool) -> String? {
        let key = ConfigKey(key)
        if let text = string(forKey: key, isSecret: isSecret) { return text }
        if let number = int(forKey: key, isSecret: isSecret) { return String(number) }
        if let number = double(forKey: key, isSecret: isSecret) { return String(number) }
        if let flag = bool(forKey: key, isSecret: isSecret) { return String(flag) }
        return stringArray(forKey: key, isSecret: isSecret)?.joined(separator: ",")
    }
}
#endif
