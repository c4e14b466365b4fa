// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a producer sets unless the configuration says otherwise.
///
/// Natural batching: what is waiting goes into one partition's batch while few requests are out, so that batches grow
/// with the load and a lonely record doesn't wait. librdkafka's own defaults send a request a record when `linger.ms`
/// is 0, and wait 5 ms when it is not.
enum ProducerDefaults {
    static func apply(to configuration: KafkaConfiguration) -> KafkaConfiguration {
        var defaults = [
            "linger.ms": "0",
            "sticky.partitioning.linger.ms": "10",
            "acks": "all",
            "socket.nagle.disable": "true",
        ]
        // A record that librdkafka sends again must not overtake others; it only can without idempotence.
        if !conflictsWithIdempotence(configuration) { defaults["enable.idempotence"] = "true" }
        for (name, alias) in [("linger.ms", "queue.buffering.max.ms"), ("acks", "request.required.acks")]
        where configuration[alias] != nil {
            defaults[name] = nil
        }
        let inFlight = ["max.in.flight", "max.in.flight.requests.per.connection"]
        if inFlight.allSatisfy({ configuration[$0] == nil }) { defaults["max.in.flight"] = "2" }
        return configuration.withDefaults(defaults)
    }

    private static func conflictsWithIdempotence(_ configuration: KafkaConfiguration) -> Bool {
        let acks = configuration["acks"] ?? configuration["request.required.acks"] ?? "all"
        let inFlight = configuration["max.in.flight"] ?? configuration["max.in.flight.requests.per.connection"] ?? "2"
        let retries = configuration["retries"] ?? configuration["message.send.max.retries"] ?? "1"
        return !["all", "-1"].contains(acks) || (Int(inFlight) ?? 0) > 5 || retries == "0"
    }

    /// The bound of a producer's queue where the configuration has none.
    static let maxRecords = 50_000
    static let maxKilobytes = 16_384
}
