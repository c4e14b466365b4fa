// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension UTCTimestamp: Codable {
    /// Decodes any of the forms that ``init(_:)`` reads.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let timestamp = UTCTimestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "expected a timestamp such as 2024-02-29T12:34:56.789012"
            )
        }
        self = timestamp
    }

    /// Encodes ``payloadText``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(payloadText)
    }
}
