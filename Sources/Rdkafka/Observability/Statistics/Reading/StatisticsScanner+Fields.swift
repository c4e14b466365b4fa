// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension StatisticsScanner {
    /// Reads a value, or leaves the field as it is when the value is of another type.
    mutating func read(_ field: inout Int) throws(Malformed) {
        if let value = try integer() { field = value }
    }

    mutating func read(_ field: inout Int32) throws(Malformed) {
        if let value = try integer() { field = Int32(clamping: value) }
    }

    /// Reads an offset, an epoch or a lag, which librdkafka writes as a negative number where there is none.
    mutating func read(_ field: inout Int?) throws(Malformed) {
        field = try integer().flatMap { $0 < 0 ? nil : $0 }
    }

    mutating func read(_ field: inout String) throws(Malformed) {
        if let value = try string() { field = value }
    }

    mutating func read(_ field: inout Bool) throws(Malformed) {
        if let value = try boolean() { field = value }
    }

    mutating func read(_ field: inout KafkaStatistics.Window) throws(Malformed) {
        field = try KafkaStatistics.Window(&self)
    }

    /// Reads an object for its values alone.
    mutating func values(_ read: (inout StatisticsScanner) throws(Malformed) -> Void) throws(Malformed) {
        try object { scanner, _ throws(Malformed) in try read(&scanner) }
    }
}
