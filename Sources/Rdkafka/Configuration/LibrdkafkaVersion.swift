// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A version of librdkafka.
public struct LibrdkafkaVersion: Sendable, Hashable {
    /// The first number.
    public let major: Int
    /// The second number.
    public let minor: Int
    /// The third number.
    public let patch: Int

    /// A version, to compare with: `Librdkafka.version >= LibrdkafkaVersion(2, 6, 1)`.
    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// From the form that librdkafka's header documents: `0xMMmmrrxx`.
    private init(encoded: Int32) {
        self.init(Int(encoded >> 24) & 0xff, Int(encoded >> 16) & 0xff, Int(encoded >> 8) & 0xff)
    }

    /// The version whose header this was compiled with.
    public static let compiled = LibrdkafkaVersion(encoded: RD_KAFKA_VERSION)
    /// The version that is loaded.
    public static let running = LibrdkafkaVersion(encoded: rd_kafka_version())
}

extension LibrdkafkaVersion: Comparable, CustomStringConvertible {
    /// By major, minor, patch.
    public static func < (left: LibrdkafkaVersion, right: LibrdkafkaVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    /// Such as `2.0.2`.
    public var description: String {
        "\(major).\(minor).\(patch)"
    }
}
