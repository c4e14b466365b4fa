// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OsloNotifications
import TestSupport
import Testing

@Suite struct WireFuzzTests {
    private static let tokens = [
        "\"", "\\", "\\\"", "{", "}", "[", "]", ",", ":", "\\ud800", "\\\\udc00", "\\u", "\u{FEFF}", "é", "\0", "-",
        "NaN",
        "1e999", "-Infinity", "9999999999999999999999", "true", "nul", "_context_x", "oslo.version", "\u{10FFFF}", " ",
    ]

    private static func mutate(_ record: inout [UInt8], using generator: inout SeededGenerator) {
        let place = Int.random(in: 0...record.count, using: &generator)
        let end = min(record.count, place + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0..<5, using: &generator) {
        case 0 where place < record.count: record[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: record.removeSubrange(place..<end)
        case 2: record.insert(contentsOf: Array((tokens.randomElement(using: &generator) ?? "").utf8), at: place)
        case 3: record.insert(contentsOf: record[place..<end], at: Int.random(in: 0...record.count, using: &generator))
        default: record.removeSubrange(place...)
        }
    }

    private static func isSame(_ one: ReceivedNotification, _ other: ReceivedNotification) throws -> Bool {
        func values(_ notification: ReceivedNotification) throws -> [JSONValue] {
            let fields = [
                notification.messageID, notification.publisherID, notification.eventType, notification.priorityText,
                notification.timestamp, notification.priority?.rawValue,
            ]
            return try fields.map { $0.map(JSONValue.string) ?? .null } + [
                DecodeCase.comparable(.object(notification.document)), DecodeCase.comparable(notification.context),
            ]
        }
        return try values(one) == values(other) && one.jsonBytes == other.jsonBytes
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `damaged records are read or refused, and what is read is written and read again`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let decode = DecodeCase.all.compactMap(\.record).filter { $0.count < 2000 }
        let records = try decode + Vectors.written.map { try Vectors.bytes("\($0).json") }
        var accepted = 0
        for round in 0..<5_000 {
            var record = records[round % records.count]
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.mutate(&record, using: &generator) }
            // With white space at its end a record is read in the general way, not in that of the usual form.
            let general = Result { () throws(WireError) in try EnvelopeReader.read(record + [0x20]) }
            let notification: ReceivedNotification
            do throws(WireError) {
                notification = try EnvelopeReader.read(record)
            } catch {
                #expect(error.offset.map { $0 <= record.count } ?? true)
                #expect(throws: WireError.self) { try general.get() }
                continue
            }
            #expect(try Self.isSame(notification, general.get()))
            accepted += 1
            let payload = try notification.payload
            _ = (notification.messageID, notification.publisherID, notification.eventType, notification.sentAt)
            _ = try notification.context
            // Decoding takes another way than building the tree.
            let decoded = try notification.payload(as: JSONValue.self)
            #expect(DecodeCase.comparable(decoded) == DecodeCase.comparable(payload))
            var writer = EnvelopeWriter(nonFiniteNumbers: .pythonWords)
            try writer.write(document: notification.document)
            let again = try EnvelopeReader.read(writer.bytes)
            #expect(DecodeCase.comparable(try again.payload) == DecodeCase.comparable(payload))
            #expect(again.eventType == notification.eventType)
            #expect(again.priority == notification.priority)
        }
        #expect(accepted > 100)
    }
}
