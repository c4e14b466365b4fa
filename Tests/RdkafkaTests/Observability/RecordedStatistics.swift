// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Testing

/// Statistics as versions of librdkafka emitted them: an idempotent producer that had sent 500 records to two partitions,
/// and a consumer that had read them and committed offsets.
enum RecordedStatistics {
    static let versions = ["2.0.2", "2.12.1", "2.16.0"]
    static let kinds = ["producer", "consumer"]

    static func text(_ kind: String, _ version: String) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(forResource: "\(kind)-\(version)", withExtension: "json", subdirectory: "Fixtures"))
        return [UInt8](try Data(contentsOf: url))
    }

    /// The same read by Foundation.
    static func object(_ kind: String, _ version: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text(kind, version))) as? [String: Any])
    }
}
