// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a consumer sets unless the configuration says otherwise.
enum ConsumerDefaults {
    static func apply(to configuration: KafkaConfiguration) throws(KafkaError) -> KafkaConfiguration {
        let stores = "enable.auto.offset.store"
        if let value = configuration[stores], Bool(librdkafka: value) != false {
            throw KafkaError(
                .invalidConfiguration,
                "property \"\(stores)\" can't be \(value): records are read ahead, so it would store offsets of records "
                    + "that nobody has seen",
                property: stores
            )
        }
        return try GroupProtocol.checked(configuration).withDefaults([
            stores: "false",
            "enable.partition.eof": "false",
            "socket.nagle.disable": "true",
            "log.queue": "true",
        ])
    }
}
