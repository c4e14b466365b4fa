// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

@testable import OsloNotifications

/// What Python says of a pattern, and of texts with it.
struct PatternCase: Sendable {
    let pattern: String
    /// Why it is none.
    let error: String?
    let texts: [(bytes: [UInt8], matches: Bool)]

    static func all() throws -> [PatternCase] {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures/patterns", withExtension: nil))
        let data = try Data(contentsOf: folder.appending(path: "patterns.jsonl"))
        return try data.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let value = try JSONValue(parsing: [UInt8](line).span)
            // A pattern with a lone surrogate can't be written in Swift.
            guard case .string(let pattern)? = value[0] else { return nil }
            let texts = try #require(value[2]?.arrayValue).map { pair in
                let matches = try #require(pair[1]?.boolValue as Bool?)
                switch pair[0] {
                case .string(let text)?: return (Array(text.utf8), matches)
                case .illFormedString(let text)?: return (text.bytes, matches)
                default: throw CocoaError(.coderInvalidValue)
                }
            }
            return PatternCase(pattern: pattern, error: value[1]?.stringValue, texts: texts)
        }
    }
}
