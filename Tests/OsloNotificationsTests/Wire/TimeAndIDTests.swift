// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import OsloNotifications
import Testing

@Suite struct TimeAndIDTests {
    @Test(
        arguments: [
            (1_709_210_096, 789_012, "2024-02-29 12:34:56.789012", "2024-02-29T12:34:56.789012"),
            (1_709_210_096, 0, "2024-02-29 12:34:56", "2024-02-29T12:34:56.000000"),
            (0, 1, "1970-01-01 00:00:00.000001", "1970-01-01T00:00:00.000001"),
            (-1, 999_999, "1969-12-31 23:59:59.999999", "1969-12-31T23:59:59.999999"),
            (253_402_300_799, 0, "9999-12-31 23:59:59", "9999-12-31T23:59:59.000000"),
            (-62_135_596_800, 0, "0001-01-01 00:00:00", "0001-01-01T00:00:00.000000"),
            (951_782_400, 10, "2000-02-29 00:00:00.000010", "2000-02-29T00:00:00.000010"),
        ] as [(Int64, Int, String, String)])
    func `writes both forms of a timestamp`(_ seconds: Int64, _ micro: Int, _ message: String, _ payload: String) throws
    {
        let timestamp = try #require(UTCTimestamp(secondsSinceEpoch: seconds, microseconds: micro))
        #expect(timestamp.messageText == message)
        #expect(timestamp.payloadText == payload)
        #expect(UTCTimestamp(message) == timestamp)
        #expect(UTCTimestamp(payload) == timestamp)
    }

    // From 1600 on: before 1582 Foundation counts in the Julian calendar, as Python does not.
    @Test func `agrees with another calendar in every week of 1100 years`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for day in stride(from: -135_000, to: 267_000, by: 7) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let timestamp = try #require(UTCTimestamp(secondsSinceEpoch: Int64(day) * 86_400))
            let expected = try [parts.year, parts.month, parts.day].map { try #require($0) }
            #expect(
                timestamp.messageText
                    == String(format: "%04d-%02d-%02d 00:00:00", expected[0], expected[1], expected[2]))
            #expect(UTCTimestamp(timestamp.messageText) == timestamp)
        }
    }

    @Test(arguments: [
        ("2024-02-29T14:34:56.789012+02:00", "2024-02-29 12:34:56.789012"),
        ("2024-02-29T12:34:56Z", "2024-02-29 12:34:56"), ("2024-02-29 12:34:56.5", "2024-02-29 12:34:56.500000"),
        ("2024-02-28T23:04:56.123456789-0130", "2024-02-29 00:34:56.123456"),
    ])
    func `D31: converts an offset instead of dropping it`(_ text: String, _ utc: String) {
        #expect(UTCTimestamp(text)?.messageText == utc)
    }

    @Test(arguments: [
        "", "2024-02-30 00:00:00", "2023-02-29 00:00:00", "2024-13-01 00:00:00", "2024-01-01", "2024-01-01 24:00:00",
        "2024-01-01 00:00:00.", "2024-01-01 00:00:00 ", "2024-01-01 00:00:00+1", "0000-01-01 00:00:00",
        "2024-01-01 00:00:00+02:00x", "2024-00-10 00:00:00", "2024-01-00 00:00:00", "２024-01-01 00:00:00",
    ])
    func `takes nothing else for a timestamp`(_ text: String) {
        #expect(UTCTimestamp(text) == nil)
    }

    @Test func `has the present moment`() {
        let before = Date().timeIntervalSince1970.rounded(.down)
        let now = UTCTimestamp.now()
        #expect(Double(now.secondsSinceEpoch) >= before)
        #expect(Double(now.secondsSinceEpoch) <= Date().timeIntervalSince1970)
        #expect(UTCTimestamp(now.messageText) == now)
    }

    @Test func `makes random ids of version 4 that never repeat`() async throws {
        let ids = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<8 { group.addTask { (0..<2_000).map { _ in MessageID.random().description } } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(ids).count == 16_000)
        for id in ids {
            #expect(UUID(uuidString: id)?.uuidString.lowercased() == id)
            let characters = Array(id)
            #expect(characters[14] == "4")
            #expect("89ab".contains(characters[19]))
        }
        // Each of the other 122 bits is a coin: of 16 000 throws, some 8 000 are heads, with a deviation of 63.
        let bits = try ids.map { try #require(UInt64($0.filter { $0 != "-" }.suffix(15), radix: 16)) }
        for place in 0..<60 {
            let heads = bits.count { $0 >> UInt64(place) & 1 == 1 }
            #expect((7_400...8_600).contains(heads))
        }
    }

    @Test func `a written id is the id`() throws {
        let header = MessageHeader(publisherID: nil, eventType: "e")
        var writer = EnvelopeWriter()
        try writer.write(header, payload: nil as JSONValue)
        let notification = try EnvelopeReader.read(writer.bytes)
        #expect(notification.messageID == header.messageID.description)
        #expect(notification.timestamp == header.timestamp.description)
        #expect(header.messageID == MessageID(header.messageID.description))
    }

    @Test(
        arguments: [
            ("INFO", .info), ("Info", .info), ("warn", .warn), ("WARNING", nil), ("info ", nil), ("", nil),
            ("fatal", nil),
            ("\u{130}NFO", nil), ("CRITICAL", .critical), ("sample", .sample), ("aUdit", .audit),
        ] as [(String, NotificationPriority?)])
    func `knows seven words as priorities`(_ word: String, _ priority: NotificationPriority?) {
        #expect(NotificationPriority(word: word) == priority)
    }

    @Test func `has a word and a topic suffix for each priority`() {
        for priority in NotificationPriority.allCases {
            #expect(priority.word == priority.topicSuffix.uppercased())
            #expect(NotificationPriority(word: priority.word) == priority)
        }
        #expect(NotificationPriority.warning == .warn)
        #expect(NotificationPriority.allCases.count == 7)
    }
}
