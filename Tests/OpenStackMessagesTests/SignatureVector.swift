// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Foundation
internal import OsloNotifications
internal import Testing

/// A message, and the signature that Ceilometer computes for it.
struct SignatureVector: Sendable, CustomTestStringConvertible {
    let name: String
    let secret: String
    let message: JSONObject
    let signature: String

    static let all: [SignatureVector] = {
        do {
            let file = try #require(Bundle.module.url(forResource: "Fixtures/signatures", withExtension: "json"))
            let text = try String(contentsOf: file, encoding: .utf8)
            return try #require(try JSONValue(parsing: text).arrayValue).map { try SignatureVector($0) }
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    private init(_ vector: JSONValue) throws {
        name = try #require(vector["name"]?.stringValue)
        secret = try #require(vector["secret"]?.stringValue)
        let text = try #require(vector["message"]?.stringValue)
        message = try #require(try JSONValue(parsing: text).objectValue)
        signature = try #require(vector["signature"]?.stringValue)
    }

    var testDescription: String { name }
}
