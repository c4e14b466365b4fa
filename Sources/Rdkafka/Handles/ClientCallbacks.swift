// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What a client says while nobody takes events from its queue: `rd_kafka_flush` serves that queue itself, with
/// callbacks, and prints what has none.
enum ClientCallbacks {
    /// Lets the callbacks of a client bring their news to `events`, which is kept alive until `release`.
    static func set(_ events: ClientEvents, on configuration: borrowing ConfigurationHandle) {
        unsafe rd_kafka_conf_set_opaque(configuration.pointer, Unmanaged.passRetained(events).toOpaque())
        unsafe rd_kafka_conf_set_log_cb(configuration.pointer, logged)
        unsafe rd_kafka_conf_set_error_cb(configuration.pointer, failed)
        StatisticsCallback.set(on: configuration)
        // With a callback librdkafka would not fetch tokens itself.
        if configuration.security.tokenProvider != nil {
            unsafe rd_kafka_conf_set_oauthbearer_token_refresh_cb(configuration.pointer, tokenWanted)
        }
    }

    /// Gives up the reference that the client holds. Once, when the client has ended or could not be made.
    static func release(_ events: ClientEvents) {
        unsafe Unmanaged.passUnretained(events).release()
    }
}

private func events(_ opaque: UnsafeMutableRawPointer?) -> ClientEvents? {
    unsafe opaque.map { unsafe Unmanaged<ClientEvents>.fromOpaque($0).takeUnretainedValue() }
}

private func logged(
    _ client: OpaquePointer?,
    _ level: Int32,
    _ facility: UnsafePointer<CChar>?,
    _ text: UnsafePointer<CChar>?
) {
    guard let client = unsafe client, let events = unsafe events(rd_kafka_opaque(client)) else { return }
    unsafe events.report(
        KafkaLogEvent.Level(syslog: level), text.map { unsafe String(cString: $0) } ?? "",
        facility: unsafe facility.map { unsafe String(cString: $0) } ?? "")
}

private func failed(
    _ client: OpaquePointer?,
    _ error: Int32,
    _ text: UnsafePointer<CChar>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    let isFatal = error == RD_KAFKA_RESP_ERR__FATAL.rawValue
    unsafe events(opaque)?.reportError(
        rd_kafka_resp_err_t(error), text.map { unsafe String(cString: $0) } ?? "", isFatal: isFatal)
}

private func tokenWanted(
    _ client: OpaquePointer?,
    _ configuration: UnsafePointer<CChar>?,
    _ opaque: UnsafeMutableRawPointer?
) {
    unsafe events(opaque)?.login.refreshToken()
}
