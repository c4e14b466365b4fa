// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension UTCTimestamp {
    /// Reads `2024-02-29 12:34:56`, with a space or a `T`, with or without a fraction (digits beyond the sixth are
    /// dropped), and with or without `Z` or an offset such as `+02:00`, which is converted. `nil` for anything else.
    public init?(_ text: String) {
        var fields = DigitReader(bytes: Array(text.utf8))
        guard let year = fields.number(4), fields.take("-"),
            let month = fields.number(2), fields.take("-"),
            let day = fields.number(2), fields.take("T") || fields.take(" "),
            let hour = fields.number(2), hour < 24, fields.take(":"),
            let minute = fields.number(2), minute < 60, fields.take(":"),
            let second = fields.number(2), second < 60
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid, let microseconds = fields.fraction(), let offset = fields.offset(), fields.isAtEnd else {
            return nil
        }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(secondsSinceEpoch: Int64(seconds), microseconds: microseconds)
    }
}

private struct DigitReader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func digit() -> Int? {
        guard position < bytes.count, case let value = Int(bytes[position]) - 48, (0...9).contains(value) else {
            return nil
        }
        position += 1
        return value
    }

    mutating func number(_ length: Int) -> Int? {
        var value = 0
        for _ in 0..<length {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The microseconds of a fraction; 0 when there is none, `nil` when there is a point without digits.
    mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        guard var value = digit() else { return nil }
        var count = 1
        while let digit = digit() {
            if count < 6 {
                value = value * 10 + digit
                count += 1
            }
        }
        while count < 6 {
            value *= 10
            count += 1
        }
        return value
    }

    /// The seconds of an offset; 0 when there is none.
    mutating func offset() -> Int? {
        if isAtEnd || take("Z") { return 0 }
        let sign = take("-") ? -1 : 1
        guard sign < 0 || take("+"), let hours = number(2), hours < 24, take(":") || !isAtEnd,
            let minutes = number(2), minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
