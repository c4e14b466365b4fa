// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What a producer sets unless the configuration says otherwise.
///
/// Natural batching: what is waiting goes into one partition's batch while few requests are out, so that batches grow
/// with the load and a lonely record doesn't wait. librdkafka's own defaults send a request a record when `linger.ms`
/// is 0, and wait 5 ms when it is not.
package enum ProducerDefaults {
    /// The bound of a producer's queue where the configuration has none.
    package static let maxRecords = 50_000
    /// The same in kilobytes.
    package static let maxKilobytes = 16_384

    /// The configuration with the defaults for what it leaves open.
    package static func apply(to configuration: KafkaConfiguration) -> KafkaConfiguration {
        var complete = configuration
        setDefault("acks", "all", alias: "request.required.acks", in: &complete)
        setDefault("max.in.flight", "2", alias: "max.in.flight.requests.per.connection", in: &complete)
        setDefault("linger.ms", "0", alias: "queue.buffering.max.ms", in: &complete)
        setDefault("socket.nagle.disable", "true", in: &complete)
        if complete["linger.ms"].flatMap({ Double($0) }) == 0 {
            // Without linger librdkafka would stick to no partition at all; with it, it sticks for twice as long.
            setDefault("sticky.partitioning.linger.ms", "10", in: &complete)
        }
        // A record that is sent again must not overtake others; it only can without idempotence.
        if complete["enable.idempotence"] == nil {
            // Transactions need it: what stands against it is for librdkafka to name.
            let isTransactional = complete["transactional.id"].map { !$0.isEmpty } ?? false
            let isPossible = isTransactional || IdempotenceCondition.broken(in: complete) == nil
            complete["enable.idempotence"] = isPossible ? "true" : "false"
        }
        return complete
    }

    private static func setDefault(
        _ name: String,
        _ value: String,
        alias: String? = nil,
        in configuration: inout KafkaConfiguration
    ) {
        guard configuration[name] == nil, alias.flatMap({ configuration[$0] }) == nil else { return }
        configuration[name] = value
    }
}
