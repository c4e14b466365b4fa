// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a listener behaves.
public struct ListenerOptions: Sendable {
    /// Where a consumer group that has no committed offsets begins; it wins over the configuration's
    /// `rdkafka.auto.offset.reset`. Without it that property applies, which is `earliest` unless it is set.
    public var startAt: Start?
    /// How often a notification is tried before ``onFailure`` applies, the first time included.
    public var maximumAttempts = 5
    /// The pause before the second attempt; it doubles with each, to at most ``maximumBackoff``.
    public var backoff: Duration = .milliseconds(200)
    /// The longest pause between two attempts.
    public var maximumBackoff: Duration = .seconds(10)
    /// What becomes of a notification that no attempt could handle.
    public var onFailure: FailurePolicy = .deadLetter
    /// What becomes of a record that is no notification.
    public var onUndecodable: FailurePolicy = .deadLetter
    /// How many notifications may be read and not yet handled, approximately: new ones are fetched when there is room.
    public var maximumOutstanding = 4000
    /// Is told the partitions that the listener reads, as `topic[partition]`, whenever they change.
    public var onAssignment: (@Sendable ([String]) -> Void)?
    /// Is told of an error that the consumer meets in a topic, a partition or its group, such as `authorizationFailed`
    /// and `authenticationFailed`. The listener goes on and reads again as soon as it can. Must return at once.
    public var onError: (@Sendable (NotificationError) -> Void)?
    /// Is told of a record that is no notification, before ``onUndecodable`` applies.
    public var undecodableHandler: (@Sendable (NotificationSource, WireError) -> Void)?

    /// Changes payloads and contexts when a handler asks for them.
    public var serializer: (any NotificationSerializer)?
    /// Types that payloads decode from another form than their own.
    public var payloadCoding = PayloadCoding()

    /// The defaults.
    public init() {}

    /// Where a new consumer group begins.
    public enum Start: String, Sendable, Hashable {
        /// With the oldest record that Kafka still has.
        case earliest
        /// With what is sent from now on.
        case latest
    }

    /// What becomes of a record that can't be handled.
    public enum FailurePolicy: Sendable, Hashable {
        /// It is written to the Kafka topic of its own topic's name and `.dead`, with headers that say why and where it
        /// was. The listener goes on when it is there. If it is too large with these headers it is written without its
        /// value; if it can never be written, the listener ends as with ``stop``.
        case deadLetter
        /// It is logged and skipped.
        case skip
        /// The listener ends with an error; the record is read again by whoever comes next.
        case stop
    }
}
