// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Configurations of clients that could not be made, which can't be freed safely before librdkafka 2.13.
///
/// They are kept reachable, so that a leak checker tells them from a mistake.
enum AbandonedConfigurations {
    private static let all = Lock<[UInt]>([])

    static func keep(_ configuration: OpaquePointer) {
        let address = UInt(bitPattern: configuration)
        all.withLock { $0.append(address) }
    }
}
