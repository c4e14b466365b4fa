// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
public import Tracing

extension KafkaProducer {
    /// Sends a record in a span of its own, which goes on in who receives it.
    ///
    /// The span is of kind `producer`, a child of the current one; it lasts until the acknowledgement, and has the
    /// attributes that OpenTelemetry has for messaging.
    ///
    /// - Parameters:
    ///   - record: the record; its headers get the span's context.
    ///   - tracer: the tracer, such as `InstrumentationSystem.tracer`.
    ///   - timeout: as in ``send(_:timeout:)``, which this throws the errors of.
    /// - Returns: where the record is.
    public func send(
        _ record: ProducerRecord, tracedBy tracer: some Tracer, timeout: Duration? = nil
    ) async throws(KafkaError) -> DeliveryReport {
        let span = tracer.startSpan("send \(record.topic)", ofKind: .producer)
        defer { span.end() }
        var record = record
        tracer.inject(span.context, into: &record.headers, using: RecordHeaderInjector())
        span.describe(.send, topic: record.topic, partition: record.partition, value: record.value?.count)
        span.attributes["messaging.client.id"] = name
        do {
            let report = try await send(record, timeout: timeout)
            span.describe(partition: report.partition, offset: report.offset)
            return report
        } catch {
            span.recordError(error)
            span.setStatus(SpanStatus(code: .error, message: error.message))
            span.attributes["error.type"] = "\(error.code)"
            throw error
        }
    }
}
#endif
