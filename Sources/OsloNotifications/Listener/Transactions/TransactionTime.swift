// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Rdkafka

/// How long transactions may be open: Kafka ends one that is not committed within `transaction.timeout.ms`, and fences
/// its producer as it does when another one has come.
struct TransactionTime: Sendable {
    static let property = "transaction.timeout.ms"
    private static let usual: Int64 = 60_000
    /// What Kafka says to a producer that it has fenced: _FENCED, INVALID_PRODUCER_EPOCH, INVALID_TXN_STATE,
    /// INVALID_PRODUCER_ID_MAPPING, PRODUCER_FENCED.
    private static let fencing: [Int32] = [-144, 47, 48, 49, 90]

    private let milliseconds: Int64
    let now: @Sendable () -> ContinuousClock.Instant

    init(_ properties: [String: String], now: @escaping @Sendable () -> ContinuousClock.Instant) {
        milliseconds = properties[Self.property].flatMap { Int64($0) } ?? Self.usual
        self.now = now
    }

    /// The property's value.
    var text: String { "\(milliseconds)" }

    /// How long one dead letter may keep a transaction open.
    var deadLetterLimit: Duration { .milliseconds(milliseconds / 2) }

    /// Whether a transaction takes nothing more: a third of its time has passed, so that a last record has as much, and
    /// as much is left for its end.
    func isUp(since begun: ContinuousClock.Instant) -> Bool {
        now() - begun >= .milliseconds(milliseconds / 3)
    }

    /// Why a transaction failed for good: of a fenced producer, whether that is for its time. Nobody can tell that from
    /// another producer's having come as late; a transaction that Kafka ends is at least as old.
    func explain(_ error: NotificationError, begun: ContinuousClock.Instant) -> NotificationError {
        let elapsed = now() - begun
        guard elapsed >= .milliseconds(milliseconds), Self.fencing.contains(error.kafkaCode ?? 0) else { return error }
        return NotificationError(
            .timedOut,
            "the transaction's time was up: it was open for \(elapsed.milliseconds) ms, and Kafka ends one that is not "
                + "committed within rdkafka.\(Self.property), which is \(text); a single call of the handler may take "
                + "two thirds of that (\(error.message))",
            option: "rdkafka.\(Self.property)", kafkaCode: error.kafkaCode, kafkaName: error.kafkaName)
    }
}
