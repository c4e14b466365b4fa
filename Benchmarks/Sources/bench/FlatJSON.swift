// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Reads an object of numbers, strings, booleans and nulls: all that the contestants print.
enum FlatJSON {
    /// The numbers among the object's values.
    static func numbers(in text: String) throws(BenchError) -> [String: Double] {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { throw BenchError("not a line of JSON: \(text)") }
        var numbers: [String: Double] = [:]
        for field in text.dropFirst().dropLast().split(separator: ",") {
            let parts = field.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let key = parts[0].drop { $0 == " " }
            let value = parts[1].drop { $0 == " " }
            guard key.count > 2, key.hasPrefix("\""), key.hasSuffix("\"") else { continue }
            numbers[String(key.dropFirst().dropLast())] = Double(value)
        }
        return numbers
    }
}
