// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
internal import Rdkafka
public import Tracing

extension TraceInjection {
    /// Puts in what an instrument, such as `InstrumentationSystem.instrument`, knows of the current context.
    public static func instrument(_ instrument: some Instrument) -> TraceInjection {
        TraceInjection(.instrument(instrument)) { ServiceContext.current }
    }
}

extension Notifier {
    /// Sends a message in a span of its own, which goes on in who receives it.
    ///
    /// The span is of kind `producer`, a child of the current one; it lasts until the broker's answer, and has the
    /// attributes that OpenTelemetry has for messaging. Its context is put into the records' headers in place of what
    /// ``NotifierOptions/trace`` says.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - tracer: the tracer, such as `InstrumentationSystem.tracer`.
    ///   - timeout: as in ``send(_:timeout:)``, which this throws the errors of.
    /// - Returns: where it is.
    @discardableResult
    public func send(
        _ message: OutgoingMessage, tracedBy tracer: some Tracer, timeout: Duration? = nil
    ) async throws(NotificationError) -> NotificationReceipt {
        let topics = maker.topics(message.header.priority)
        let span = tracer.startSpan("send \(topics[0])", ofKind: .producer)
        defer { span.end() }
        span.describe(.send, topic: topics[0])
        span.attributes["messaging.message.id"] = "\(message.header.messageID)"
        let context = span.context
        do {
            let receipt = try await tracing(TraceInjection(.instrument(tracer)) { context }).send(
                message, timeout: timeout)
            if let delivery = receipt.deliveries.first {
                span.describe(partition: delivery.partition, offset: delivery.offset)
            }
            return receipt
        } catch {
            span.recordError(error)
            span.setStatus(SpanStatus(code: .error, message: error.message))
            span.attributes["error.type"] = "\(error.code)"
            throw error
        }
    }
}

extension ReceivedNotification {
    /// Runs `operation` in a span that goes on from the one that the notification was sent in.
    ///
    /// The span is of kind `consumer`, and current while the operation runs; it has the attributes that OpenTelemetry has
    /// for messaging. A notification without a trace begins one.
    ///
    /// - Parameters:
    ///   - tracer: the tracer, such as `InstrumentationSystem.tracer`.
    ///   - operation: what is done with the notification.
    /// - Returns: what the operation returns.
    /// - Throws: what the operation throws, which the span gets too.
    public func withSpan<SomeTracer: Tracer, Result>(
        tracedBy tracer: SomeTracer,
        isolation: isolated (any Actor)? = #isolation,
        _ operation: (SomeTracer.Span) async throws -> Result
    ) async rethrows -> Result {
        var context = ServiceContext.current ?? .topLevel
        tracer.extract(headers, into: &context, using: RecordHeaderExtractor())
        let topic = source?.topic ?? "notification"
        return try await tracer.withSpan(
            "process \(topic)", context: context, ofKind: .consumer, isolation: isolation
        ) { span in
            span.describe(.process, topic: topic)
            if let source { span.describe(partition: source.partition, offset: source.offset) }
            if let messageID { span.attributes["messaging.message.id"] = messageID }
            return try await operation(span)
        }
    }
}
#endif
