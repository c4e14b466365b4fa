// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if Tracing
import InMemoryTracing
import Rdkafka
import RdkafkaTesting
import Testing
import Tracing

@Suite(.timeLimit(.minutes(1))) struct EmbeddedTracingTests {
    let tracer = InMemoryTracer()

    @Test func spansCrossARecord() async throws {
        let cluster = try MockCluster()
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        try await tracer.withSpan("request") { _ in
            let record = ProducerRecord(topic: "t", value: [1, 2, 3], partition: 2)
            _ = try await producer.send(record, tracedBy: tracer)
        }
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            ])
        try await consumer.subscribe(to: ["t"])
        for try await batch in consumer.batches where !batch.isEmpty {
            try await batch.withSpan(tracedBy: tracer) { _ in
                let record = try #require(batch.first)
                await record.withSpan(tracedBy: tracer) { _ in
                    await tracer.withSpan("work") { _ in await Task.yield() }
                }
            }
            break
        }
        let request = try finished("request")
        let send = try finished("send t")
        let process = try finished("process t")
        #expect(send.parentSpanID == request.spanID && send.kind == .producer)
        #expect(process.traceID == request.traceID && process.parentSpanID == send.spanID && process.kind == .consumer)
        #expect(try finished("work").parentSpanID == process.spanID)
        let links = try finished("process batch").links
        #expect(links.map(\.context.inMemorySpanContext?.spanID) == [send.spanID])
        for span in [send, process] {
            #expect(string("messaging.system", of: span) == "kafka")
            #expect(string("messaging.destination.name", of: span) == "t")
            #expect(string("messaging.destination.partition.id", of: span) == "2")
            #expect(span.attributes.get("messaging.message.body.size") == .int64(3))
            #expect(span.attributes.get("messaging.kafka.offset") == .int64(0))
        }
        await consumer.shutdown()
        await producer.shutdown()
    }

    @Test func aFailureIsInTheSpan() async throws {
        let producer = try KafkaProducer(configuration: ["message.timeout.ms": "50"])
        await #expect(throws: KafkaError.self) {
            try await producer.send(ProducerRecord(topic: "t", value: nil), tracedBy: tracer)
        }
        let span = try finished("send t")
        #expect(span.status?.code == .error && span.errors.count == 1)
        #expect(string("error.type", of: span) == "timedOut")
        #expect(span.attributes.get("messaging.kafka.message.tombstone") == .bool(true))
        await producer.shutdown()
    }

    @Test func anInstrumentIsAPropagator() throws {
        let propagator = TraceContextPropagator.instrument(tracer)
        var headers: [RecordHeader] = []
        tracer.withSpan("a") { propagator.inject($0.context, &headers) }
        #expect(headers.map(\.name) == [InMemoryTracer.traceIDKey, InMemoryTracer.spanIDKey])
        #expect(propagator.extract(headers)?.inMemorySpanContext?.traceID == tracer.finishedSpans.first?.traceID)
        #expect(propagator.extract([]) == nil)
    }

    private func finished(_ name: String) throws -> FinishedInMemorySpan {
        try #require(tracer.finishedSpans.first { $0.operationName == name })
    }

    private func string(_ name: String, of span: FinishedInMemorySpan) -> String? {
        guard case .string(let text) = span.attributes.get(name) else { return nil }
        return text
    }
}
#endif
