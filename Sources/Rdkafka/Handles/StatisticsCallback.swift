// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Brings statistics while nobody takes events from a client's queue: see `ClientCallbacks`, which sets the opaque.
enum StatisticsCallback {
    static func set(on configuration: borrowing ConfigurationHandle) {
        unsafe rd_kafka_conf_set_stats_cb(configuration.pointer, emitted)
    }
}

/// Returns 0: the text stays librdkafka's.
private func emitted(
    _ client: OpaquePointer?,
    _ text: UnsafeMutablePointer<CChar>?,
    _ length: Int,
    _ opaque: UnsafeMutableRawPointer?
) -> Int32 {
    guard let text = unsafe text, let opaque = unsafe opaque else { return 0 }
    let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: text, count: length))
    unsafe Unmanaged<ClientEvents>.fromOpaque(opaque)._withUnsafeGuaranteedRef { $0.takeStatistics(bytes) }
    return 0
}
