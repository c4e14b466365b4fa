// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension DeliveryOutcome {
    /// What librdkafka says of an acknowledged record; of a failed one only the code.
    init(_ message: UnsafePointer<rd_kafka_message_t>) {
        error = unsafe message.pointee.err
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        partition = unsafe message.pointee.partition
        offset = unsafe message.pointee.offset
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        timestamp = unsafe rd_kafka_message_timestamp(message, &type)
        latency = unsafe rd_kafka_message_latency(message)
        status = unsafe rd_kafka_message_status(message)
    }
}
