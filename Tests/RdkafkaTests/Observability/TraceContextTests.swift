// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import RdkafkaTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let parent = "00f067aa0ba902b7"

    @Test func aTraceparentIsWrittenAndRead() throws {
        let text = "00-\(Self.trace)-\(Self.parent)-01"
        let context = try #require(W3CTraceContext(traceparent: text, tracestate: "a=1,b=2"))
        #expect((context.traceID, context.parentID, context.flags) == (Self.trace, Self.parent, 1))
        #expect(context.isSampled && context.state == "a=1,b=2" && context.traceparent == text)
        let later = try #require(W3CTraceContext(traceparent: "cc-\(Self.trace)-\(Self.parent)-ee-what-comes"))
        #expect(later.flags == 0xee && !later.isSampled && later.traceparent == "00-\(Self.trace)-\(Self.parent)-ee")
        #expect(W3CTraceContext(traceID: Self.trace, parentID: Self.parent)?.traceparent == text)
        #expect(W3CTraceContext(traceID: Self.trace, parentID: "")?.traceparent == nil)
    }

    @Test(arguments: [
        "", "00", "ff-\(trace)-\(parent)-01", "00-\(trace)-\(parent)", "00-\(trace)-\(parent)-1",
        "00-\(trace)-\(parent)-01-more", "00-\(String(repeating: "0", count: 32))-\(parent)-01",
        "00-\(trace)-0000000000000000-01", "00-\(trace.uppercased())-\(parent)-01",
        "00-\(trace.dropLast())-\(parent)-01",
        "0-\(trace)-\(parent)-01", "00-\(trace)-\(parent)-+1", "00-\(trace)-\(parent)g-01",
    ])
    func aTraceparentThatIsNotAllowedIsRefused(text: String) {
        #expect(W3CTraceContext(traceparent: text) == nil)
    }

    @Test func headersAreSetInPlaceOfOthers() {
        var headers = [
            RecordHeader(name: "a", text: "1"), RecordHeader(name: "b", value: [0xff]),
            RecordHeader(name: "a", text: "2"),
        ]
        #expect((headers.text(of: "a"), headers.text(of: "b"), headers.text(of: "c")) == ("2", nil, nil))
        headers.setText("3", of: "a")
        #expect(headers == [RecordHeader(name: "b", value: [0xff]), RecordHeader(name: "a", text: "3")])
    }

    @Test func aTraceGoesOnOverARecord() async throws {
        let cluster = try MockCluster()
        let sent = try #require(W3CTraceContext(traceID: Self.trace, parentID: Self.parent, state: "vendor=x"))
        var record = ProducerRecord(topic: "t", value: [1], headers: [RecordHeader(name: "traceparent", text: "old")])
        record.inject(sent, with: .w3c)
        #expect(record.headers.map(\.name) == ["traceparent", "tracestate"])
        let producer = try KafkaProducer(configuration: ["bootstrap.servers": cluster.bootstrapServers])
        _ = try await producer.send(record)
        _ = try await producer.send(ProducerRecord(topic: "t", value: [2], partition: 3))
        let consumer = try KafkaConsumer(
            configuration: [
                "bootstrap.servers": cluster.bootstrapServers, "group.id": "g", "auto.offset.reset": "earliest",
            ])
        try await consumer.subscribe(to: ["t"])
        var received: [UInt8: W3CTraceContext?] = [:]
        for try await batch in consumer.batches {
            for record in batch { received[record.value?.first ?? 0] = .some(record.context(with: .w3c)) }
            if received.count == 2 { break }
        }
        #expect(received == [1: sent, 2: nil])
        await consumer.shutdown()
        await producer.shutdown()
    }

    @Test func aServiceBringsItsOwnForm() {
        let numbers = TraceContextPropagator<Int> { number, headers in
            headers.setText("\(number)", of: "trace")
        } extract: { headers in
            headers.text(of: "trace").flatMap { Int($0) }
        }
        var record = ProducerRecord(topic: "t", value: nil)
        record.inject(17, with: numbers)
        #expect(numbers.extract(record.headers) == 17 && numbers.extract([]) == nil)
    }
}
