// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@testable import OsloNotifications

@Suite struct RecordMakerTests {
    private func records(
        _ options: NotifierOptions,
        publisherID: String? = "nova.host1",
        topics: [String] = ["n"],
        _ more: [String: String] = [:]
    ) throws -> [ProducerRecord] {
        let configuration = try NotificationConfiguration(
            ["transport_url": "kafka://h/"].merging(more) { _, new in new })
        let header = MessageHeader(messageID: "m1", publisherID: publisherID, eventType: "e.é", priority: .warn)
        return try RecordMaker(configuration, topics: topics, options: options)
            .records(OutgoingMessage(header: header, payload: 1))
    }

    @Test func `without options a record has neither key nor headers`() throws {
        let record = try #require(try records(NotifierOptions()).first)
        #expect(record.key == nil)
        #expect(record.headers.isEmpty)
    }

    @Test func `D19: a key by publisher, by event type or of one's own`() throws {
        var options = NotifierOptions()
        options.key = .publisherID
        #expect(try records(options).first?.key == Array("nova.host1".utf8))
        #expect(try records(options, publisherID: "").first?.key == [])
        #expect(try records(options, publisherID: nil).first?.key == nil)
        options.key = .eventType
        #expect(try records(options).first?.key == Array("e.é".utf8))
        options.key = .custom { header in Array(header.messageID.description.utf8) }
        #expect(try records(options, topics: ["a", "b"]).map(\.key) == [Array("m1".utf8), Array("m1".utf8)])
        options.key = .custom { _ in nil }
        #expect(try records(options).first?.key == nil)
    }

    @Test func `D19: headers repeat the notification's fields and take those of a trace`() throws {
        var options = NotifierOptions()
        options.headers = NotificationHeaders(.all) { header, headers in
            headers.append(RecordHeader(name: "traceparent", text: "00-\(header.priority.rawValue)"))
        }
        let record = try #require(try records(options).first)
        let texts = record.headers.map { "\($0.name)=\(String(decoding: $0.value ?? [], as: UTF8.self))" }
        #expect(
            texts == [
                "message_id=m1", "event_type=e.é", "priority=WARN", "publisher_id=nova.host1", "traceparent=00-warn",
            ])
        options.headers = NotificationHeaders([.eventType])
        #expect(try records(options).first?.headers.map(\.name) == ["event_type"])
        options.headers = .standard
        #expect(try records(options, publisherID: nil).first?.headers.count == 3)
    }

    @Test func `format 1.0 is the message itself, on request`() throws {
        var options = NotifierOptions()
        options.format = .bare
        let value = try #require(try records(options).first?.value)
        #expect(Vectors.text(value).hasPrefix(#"{"message_id": "m1", "#))
        #expect(try EnvelopeReader.read(value).messageID == "m1")
    }

    @Test("D32: key and headers count; the error has both sizes")
    func tooLarge() throws {
        let plain = try #require(try records(NotifierOptions()).first?.value?.count)
        let limit = ["rdkafka.message.max.bytes": "\(max(1000, plain + 36))"]
        var options = NotifierOptions()
        options.key = .custom { _ in [UInt8](repeating: 0, count: 990) }
        let error = try #require(throws: NotificationError.self) { try records(options, limit) }
        #expect(error.code == .messageTooLarge)
        #expect(error.message.contains("\(plain + 990) bytes"))
        #expect(error.message.contains("1000"))
        #expect(error.option == "rdkafka.message.max.bytes")
    }
}
