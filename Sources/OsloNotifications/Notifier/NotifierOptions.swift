// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a notifier makes records of notifications. The defaults make those of oslo.messaging.
public struct NotifierOptions: Sendable {
    /// The records' key.
    public var key: MessageKey = .none
    /// The records' headers.
    public var headers: NotificationHeaders = .none
    /// Puts the current trace into the records' headers; nil for nothing.
    public var trace: TraceInjection?
    /// The form of the message. `bare` is format 1.0, which oslo.messaging reads but never sends over Kafka.
    public var format: EnvelopeFormat = .enveloped
    /// What to do with NaN and the infinities.
    public var nonFiniteNumbers: NonFiniteNumbers = .refuse
    /// Types that payloads encode in another form than their own.
    public var payloadCoding = PayloadCoding()
    /// Changes payloads and contexts before they are sent; a whole ``OutgoingMessage`` goes out as it is.
    public var serializer: (any NotificationSerializer)?

    /// The defaults.
    public init() {}
}
