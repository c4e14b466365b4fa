// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
public import Tracing

extension ConsumerRecord {
    /// Runs `operation` in a span that goes on from the one that the record was sent in.
    ///
    /// The span is of kind `consumer`, and current while the operation runs; it has the attributes that OpenTelemetry has
    /// for messaging. A record without a trace begins one.
    ///
    /// - Parameters:
    ///   - tracer: the tracer, such as `InstrumentationSystem.tracer`.
    ///   - operation: what is done with the record.
    /// - Returns: what the operation returns.
    /// - Throws: what the operation throws, which the span gets too.
    public func withSpan<SomeTracer: Tracer, Result>(
        tracedBy tracer: SomeTracer,
        isolation: isolated (any Actor)? = #isolation,
        _ operation: (SomeTracer.Span) async throws -> Result
    ) async rethrows -> Result {
        var context = ServiceContext.current ?? .topLevel
        tracer.extract(headers, into: &context, using: RecordHeaderExtractor())
        return try await tracer.withSpan(
            "process \(topic)", context: context, ofKind: .consumer, isolation: isolation
        ) { span in
            span.describe(.process, topic: topic, partition: partition, value: valueSpan?.byteCount)
            span.describe(partition: partition, offset: offset)
            return try await operation(span)
        }
    }
}

extension ConsumerRecordBatch {
    /// Runs `operation` in one span for the whole batch, with links to the spans that its records were sent in.
    ///
    /// - Parameters:
    ///   - tracer: the tracer, such as `InstrumentationSystem.tracer`.
    ///   - operation: what is done with the batch.
    /// - Returns: what the operation returns.
    /// - Throws: what the operation throws, which the span gets too.
    public func withSpan<SomeTracer: Tracer, Result>(
        tracedBy tracer: SomeTracer,
        isolation: isolated (any Actor)? = #isolation,
        _ operation: (SomeTracer.Span) async throws -> Result
    ) async rethrows -> Result {
        try await tracer.withSpan("process batch", ofKind: .consumer, isolation: isolation) { span in
            span.attributes["messaging.system"] = "kafka"
            span.attributes["messaging.operation.type"] = "process"
            span.attributes["messaging.batch.message_count"] = count
            for record in self where !record.headers.isEmpty {
                var context = ServiceContext.topLevel
                tracer.extract(record.headers, into: &context, using: RecordHeaderExtractor())
                if !context.isEmpty { span.addLink(SpanLink(context: context, attributes: [:])) }
            }
            return try await operation(span)
        }
    }
}
#endif
