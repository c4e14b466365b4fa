// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension UTCTimestamp: CustomStringConvertible {
    /// The form of a message's `timestamp`: `2024-02-29 12:34:56.789012`, without the fraction when it is 0.
    public var messageText: String {
        text { $0.write(messageForm: self) }
    }

    /// The form inside a payload: `2024-02-29T12:34:56.789012`, always with six digits.
    public var payloadText: String {
        text { $0.write(payloadForm: self) }
    }

    /// The same as ``messageText``.
    public var description: String { messageText }

    private func text(_ write: (inout WireBuffer) -> Void) -> String {
        var buffer = WireBuffer(capacity: 40)
        write(&buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}

extension WireBuffer {
    mutating func write(messageForm instant: UTCTimestamp) {
        writeSeconds(of: instant, separator: UInt8(ascii: " "))
        if instant.microseconds != 0 { writeFraction(of: instant) }
    }

    mutating func write(payloadForm instant: UTCTimestamp) {
        writeSeconds(of: instant, separator: UInt8(ascii: "T"))
        writeFraction(of: instant)
    }

    private mutating func writeSeconds(of instant: UTCTimestamp, separator: UInt8) {
        let days =
            instant.secondsSinceEpoch >= 0
            ? instant.secondsSinceEpoch / 86_400
            : (instant.secondsSinceEpoch - 86_399) / 86_400
        let date = CivilDate(daysSinceEpoch: Int(days))
        let second = Int(instant.secondsSinceEpoch - days * 86_400)
        reserve(40)
        append(word: DecimalDigits.four(UInt32(date.year)), length: 4)
        writePair(date.month, after: UInt8(ascii: "-"))
        writePair(date.day, after: UInt8(ascii: "-"))
        writePair(second / 3600, after: separator)
        writePair(second / 60 % 60, after: UInt8(ascii: ":"))
        writePair(second % 60, after: UInt8(ascii: ":"))
    }

    private mutating func writePair(_ value: Int, after separator: UInt8) {
        append(word: UInt64(separator) | DecimalDigits.two(UInt32(value)) &<< 8, length: 3)
    }

    private mutating func writeFraction(of instant: UTCTimestamp) {
        append(UInt8(ascii: "."))
        append(word: DecimalDigits.eight(UInt32(instant.microseconds)) &>> 16, length: 6)
    }
}
