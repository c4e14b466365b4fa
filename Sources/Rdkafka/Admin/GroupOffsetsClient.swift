// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The client that lists the offsets of groups, made when it is first needed.
///
/// librdkafka, 2.12.1 included, follows a null pointer when a coordinator answers such a request that it is none any
/// more, unless the client is a consumer's with a group. This one never subscribes, so that it is no member of any.
struct GroupOffsetsClient: ~Copyable {
    private var core: AdminCore?
    private var hasEnded = false

    /// The client, made by `make` unless there is one. Nil when it is over.
    mutating func get(_ make: () throws(KafkaError) -> AdminCore) throws(KafkaError) -> AdminCore? {
        guard !hasEnded else { return nil }
        if let core { return core }
        let new = try make()
        core = new
        return new
    }

    /// Makes none any more. The one that there is.
    mutating func end() -> AdminCore? {
        hasEnded = true
        return core
    }
}
