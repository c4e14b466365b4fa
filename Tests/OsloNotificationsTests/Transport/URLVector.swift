// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// What oslo.messaging 18.3.1 did with one URL.
struct URLVector: Decodable, Sendable, CustomTestStringConvertible {
    struct Parsed: Decodable, Sendable {
        struct Host: Decodable, Sendable {
            let hostname: String
            let port: Int?
            let username: String?
            let password: String?
        }
        let transport: String
        let virtualHost: String?
        let query: [String: String]
        let hosts: [Host]
        let str: String
    }

    struct Kafka: Decodable, Sendable {
        let producer: [String: Scalar?]
        let consumer: [String: Scalar?]
        let topic: String
    }

    /// A property's value: text, number, boolean or (the topic configuration) something else.
    enum Scalar: Decodable, Sendable {
        case text(String)
        case number(Double)
        case flag(Bool)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .other
            }
        }

        var text: String? {
            if case .text(let text) = self { text } else { nil }
        }

        var flag: Bool? {
            if case .flag(let flag) = self { flag } else { nil }
        }

        var number: Double? {
            if case .number(let number) = self { number } else { nil }
        }
    }

    let url: String
    let parsed: Parsed?
    let parseException: String?
    let driverException: String?
    let kafka: Kafka?

    var testDescription: String { url }

    static let all: [URLVector] = {
        guard let file = Bundle.module.url(forResource: "Fixtures/urls/url_index", withExtension: "json"),
            let data = try? Data(contentsOf: file)
        else { return [] }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { keys in
            // Only the fields above are in snake case; names of options and properties stay.
            let name = keys[keys.count - 1].stringValue
            let known = [
                "virtual_host": "virtualHost", "parse_exception": "parseException",
                "driver_exception": "driverException",
            ]
            return Key(stringValue: known[name] ?? name)
        }
        return (try? decoder.decode([URLVector].self, from: data)) ?? []
    }()

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
