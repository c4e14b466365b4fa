// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications
internal import Rdkafka

/// Sends notifications in batches, several at a time, and counts what becomes of each.
///
/// Batches are handed to the producer one after the other, so records of one partition keep the order of the input.
final class Sender: Sendable {
    private let transport: NotificationTransport
    private let notifier: Notifier
    /// How long the broker may be silent.
    private let timeout: Duration
    private let tally = Lock(SendTally())
    private let failures = FailureNotes()
    private let end = FirstOf<SendEnd>()

    /// Together they stay well below the bound of the producer's queue.
    private static let batchesInFlight = 8

    init(_ transport: NotificationTransport, _ notifier: Notifier, timeout: Duration) {
        self.transport = transport
        self.notifier = notifier
        self.timeout = timeout
    }

    /// Sends everything. Ends in time even if the broker is gone or the input goes silent, and closes the transport.
    func run(_ source: any InputSource, _ signals: Signals) async -> SendReport {
        signals.atFirst { [end] number in end.happened(.signal(number)) }
        // Neither is waited for: the one may stay in a read that never returns, the other ends when it is cancelled.
        Task.detached { self.end.happened(.inputEnded(await self.pump(source))) }
        let watch = Task.detached { await self.watch() }
        let end = await end.first()
        tally.withLock { $0.stop() }
        await settled()
        watch.cancel()
        await transport.close(timeout: .zero)
        failures.sayRest()
        return tally.withLock { SendReport(end, $0) }
    }

    private func pump(_ source: any InputSource) async -> CommandFailure? {
        await withTaskGroup(of: Void.self) { group -> CommandFailure? in
            var inFlight = 0
            while true {
                let batch: InputBatch
                do throws(CommandFailure) {
                    guard let next = try await source.next() else { return nil }
                    batch = next
                } catch {
                    return error
                }
                if inFlight == Self.batchesInFlight {
                    await group.next()
                    inFlight -= 1
                }
                guard begin(batch) else { return nil }
                inFlight += 1
                // Immediate: it has handed everything over, in order, when this returns.
                group.addImmediateTask { await self.send(batch.notifications) }
                for refusal in batch.refusals { failures.say(refusal) }
            }
        }
    }

    private func begin(_ batch: InputBatch) -> Bool {
        tally.withLock { tally in
            tally.refuse(batch.refusals.count)
            return tally.begin(batch.notifications.count)
        }
    }

    private func send(_ notifications: [InputNotification]) async {
        guard !notifications.isEmpty else { return }
        var acknowledged = 0
        var refused = 0
        do {
            let results = try await notifier.send(contentsOf: notifications.map(\.message))
            for (notification, result) in zip(notifications, results) {
                switch result {
                case .success(let receipt) where receipt.deliveries.isEmpty:
                    refused += 1
                    failures.say(notification, "no driver sends it to Kafka")
                case .success: acknowledged += 1
                case .failure(let error):
                    if error.isOfData { refused += 1 }
                    failures.note(error, notification)
                }
            }
        } catch {
            failures.note(error, notifications[0])
        }
        let undelivered = notifications.count - acknowledged - refused
        let waiter = tally.withLock {
            $0.settle(acknowledged: acknowledged, undelivered: undelivered, refused: refused)
        }
        waiter?.resume()
    }

    private func settled() async {
        await withUnsafeContinuation { waiter in
            if !tally.withLock({ $0.wait(waiter) }) { waiter.resume() }
        }
    }

    /// Gives up when the broker acknowledges nothing for too long although something is outstanding.
    private func watch() async {
        var silence = Silence(limit: timeout, at: .now)
        let interval = min(timeout / 10, .milliseconds(100))
        while (try? await Task.sleep(for: interval)) != nil {
            let isWaiting = tally.withLock { $0.outstanding > 0 }
            if silence.isOver(at: .now, acknowledged: transport.counters.delivered, isWaiting: isWaiting) {
                end.happened(.silence)
                // Whatever is outstanding fails now.
                await transport.close(timeout: .zero)
                return
            }
        }
    }
}

extension NotificationError {
    /// Whether the notification is at fault, not the way to the broker.
    fileprivate var isOfData: Bool {
        [.unencodable, .messageTooLarge, .invalidTopic].contains(code)
    }
}
