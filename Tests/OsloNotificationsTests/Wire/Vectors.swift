// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// The golden files.
enum Vectors {
    static let written: [String] = [
        "priority_audit", "priority_debug", "priority_info", "priority_warn", "priority_error", "priority_sample",
        "priority_warning", "priority_cli_info", "unicode", "nested", "integers", "nan_infinity", "payload_null",
        "payload_string", "payload_empty_dict", "payload_number", "json_payload_serializer", "context_none",
        "context_empty", "context_dict", "context_dict_subclass", "context_request_context", "vhost", "two_topics",
        "two_topics.2", "driver_messaging_v1", "publisher_none",
    ]

    static func bytes(_ path: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        // Not Data(contentsOf:), which leaks memory when the file is empty.
        let file = try FileHandle(forReadingFrom: url.appending(path: "vectors/\(path)"))
        defer { try? file.close() }
        return [UInt8](try file.readToEnd() ?? Data())
    }

    /// The id and the file's place in it, as the index has them.
    static func messageID(of name: String) throws -> String {
        let index = try #require(try JSONSerialization.jsonObject(with: Data(bytes("index.json"))) as? [String: Any])
        let vectors = try #require(index["vectors"] as? [[String: Any]])
        let messages = vectors.compactMap { $0["messages"] as? [[String: Any]] }.joined()
        let message = try #require(messages.first { $0["file"] as? String == "\(name).json" })
        return try #require(message["message_id"] as? String)
    }

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
