// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A notification that was taken from a listener, and is done when that is said.
///
/// Say it once, from wherever it is known; what is said later has no effect. One that is dropped without a word is as one
/// that is requeued, so forgetting costs a repetition and never a standstill.
public struct NotificationDelivery: Sendable {
    /// The notification.
    public let notification: ReceivedNotification
    /// The how manieth time it is delivered by this listener, from 1.
    public let attempt: Int

    let ticket: DeliveryTicket

    init(_ notification: ReceivedNotification, _ attempt: Int, _ ticket: DeliveryTicket) {
        self.notification = notification
        self.attempt = attempt
        self.ticket = ticket
    }

    /// It is done. Its offset is committed when all before it in its partition are done, too. After its partition was
    /// given to another listener that comes too late, and it comes again there.
    public func acknowledge() {
        ticket.acknowledge()
    }

    /// It is not done: it comes again after a pause, before all of its partition that were not taken yet; when it has come
    /// ``ListenerOptions/maximumAttempts`` times, ``ListenerOptions/onFailure`` applies.
    public func requeue() {
        ticket.requeue()
    }

    /// Says it by a result.
    public func settle(_ result: NotificationResult) {
        switch result {
        case .handled: acknowledge()
        case .requeue: requeue()
        }
    }
}
