// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A message of librdkafka's that was copied.
@safe
struct SpentMessage: @unchecked Sendable {
    // Whoever has it is its only owner: it is handed on, and freed once.
    private let message: UnsafeMutablePointer<rd_kafka_message_t>

    /// What librdkafka allocates for each beside its bytes.
    private static let overhead = 320

    init?(_ message: UnsafeMutablePointer<rd_kafka_message_t>?) {
        guard let message = unsafe message else { return nil }
        unsafe self.message = message
    }

    /// Negative for one that came from none.
    var broker: Int32 { unsafe rd_kafka_message_broker_id(message) }

    /// Some bytes more or less.
    var size: Int { unsafe Self.overhead + message.pointee.key_len + message.pointee.len }

    func free() {
        unsafe rd_kafka_message_destroy(message)
    }
}
