// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What an admin client sets unless the configuration says otherwise.
enum AdminDefaults {
    /// librdkafka with ListOffsets takes the isolation from each call; before, it takes it from this property, which it
    /// calls a consumer's.
    static let isolationLevel = "isolation.level"

    static func apply(to configuration: KafkaConfiguration) -> KafkaConfiguration {
        var defaults = ["log.queue": "true", "socket.nagle.disable": "true"]
        if !LibrdkafkaFeature.listOffsets.isSupported { defaults[isolationLevel] = "read_uncommitted" }
        return configuration.withDefaults(defaults)
    }
}
