// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import Rdkafka

/// How a listener behaves.
public struct ListenerOptions: Sendable {
    /// Where a consumer group that has no committed offsets begins; it wins over the configuration's
    /// `rdkafka.auto.offset.reset`. Without it that property applies, which is `earliest` unless it is set.
    public var startAt: Start?
    /// Where partitions of which the group has committed nothing begin: with the first record that Kafka has had since
    /// then. It wins over ``startAt``. The group commits it before it reads, so that all its members agree.
    public var startTime: UTCTimestamp?
    /// Where single partitions begin of which the group has committed nothing; these win over ``startTime``.
    public var startOffsets: [TopicPartition: Int64] = [:]
    /// What is promised when a process dies.
    public var guarantee: Guarantee = .atLeastOnce
    /// What the topics are to be like that the listener makes when they are not there. Without it the broker makes them
    /// where it does so by itself, and otherwise they are waited for.
    public var topicCreation: TopicCreation?
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
    /// How long there may be no room for new notifications before a partition whose handler has ended nothing in this
    /// time is paused, so that others go on. What was read of it is dropped, and read again when it goes on. Where
    /// notifications are taken, that is a partition of which none was acknowledged, while somebody waits for one.
    public var stallTime: Duration = .seconds(1)
    /// How long a record is tried to be written to its dead-letter topic, while Kafka can't take it for the moment.
    public var deadLetterTimeout: Duration = .seconds(300)
    /// What becomes of a record that can't be written there in this time, or never.
    public var onDeadLetterFailure: DeadLetterFailurePolicy = .stop
    /// Is told the partitions that the listener reads, as `topic[partition]`, whenever they change.
    public var onAssignment: (@Sendable ([String]) -> Void)?
    /// Is told of an error that the consumer meets in a topic, a partition or its group, such as `authorizationFailed`
    /// and `authenticationFailed`. The listener goes on and reads again as soon as it can. Must return at once.
    public var onError: (@Sendable (NotificationError) -> Void)?
    /// Is told of a record that is no notification, before ``onUndecodable`` applies.
    public var undecodableHandler: (@Sendable (NotificationSource, WireError) -> Void)?

    /// Whether the headers of records are read. librdkafka allocates for that even where a record has none, as those of
    /// Python's senders; without it all notifications, and dead letters made of them, are as if they had had none.
    public var readsHeaders = true

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
        /// value; if it can't be written, ``ListenerOptions/onDeadLetterFailure`` says what happens.
        case deadLetter
        /// It is logged and skipped.
        case skip
        /// The listener ends with an error; the record is read again by whoever comes next.
        case stop
    }

    /// What becomes of a record that can't be handled, and can't be written to its dead-letter topic either.
    public enum DeadLetterFailurePolicy: Sendable, Hashable {
        /// The listener ends with an error; the record is read again by whoever comes next.
        case stop
        /// It is logged as an error and skipped.
        case skip
    }

    /// What a listener promises.
    public enum Guarantee: Sendable, Hashable {
        /// A notification is done when its endpoints are done with it. What a process that dies was handling comes again.
        case atLeastOnce
        /// A notification is done before its endpoints get it: what a process that dies has read and not handled is
        /// lost, and nothing comes twice because of that. Records are read and committed some hundreds at a time
        /// (`max_poll_records`).
        case atMostOnce
    }
}
