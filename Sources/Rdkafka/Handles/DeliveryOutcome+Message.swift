// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension DeliveryOutcome {
    /// What librdkafka says of an acknowledged record; of a failed one the code, the partition and whether
    /// it may be stored.
    init(_ message: UnsafePointer<rd_kafka_message_t>) {
        error = unsafe message.pointee.err
        status = unsafe rd_kafka_message_status(message)
        partition = unsafe message.pointee.partition
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        offset = unsafe message.pointee.offset
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        timestamp = unsafe rd_kafka_message_timestamp(message, &type)
        latency = unsafe rd_kafka_message_latency(message)
    }
}
