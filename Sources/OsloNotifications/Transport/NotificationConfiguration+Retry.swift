// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

extension NotificationConfiguration {
    /// librdkafka's properties for a producer with another number of retries than ``retry``.
    ///
    /// - Throws: `invalidConfiguration` when idempotence was asked for, which the number 0 turns off.
    func producerProperties(retry: Int) throws(NotificationError) -> [String: String] {
        var properties = producerProperties
        properties["retries"] = retry < 0 ? nil : "\(retry)"
        let idempotence = "rdkafka.enable.idempotence"
        let isAsked = settings[idempotence].flatMap { KafkaPropertyNames.boolean($0) }
        // Unless it was set it is as the retries allow.
        if isAsked == nil { properties["enable.idempotence"] = nil }
        guard isAsked != true || retry != 0 else {
            throw NotificationError(
                .invalidConfiguration,
                "retry is 0 and \(idempotence) is true: idempotence needs retries of 1 or more", option: idempotence)
        }
        return ProducerDefaults.apply(to: KafkaConfiguration(properties)).properties
    }
}
