// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Owner of a `rd_kafka_consumer_group_metadata_t`, for the time of a call.
@safe
struct GroupMetadataHandle: ~Copyable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) {
        unsafe self.pointer = pointer
    }

    /// Makes librdkafka's object of the value again.
    init(_ metadata: ConsumerGroupMetadata) throws(KafkaError) {
        var made: OpaquePointer?
        let error = unsafe metadata.bytes.withUnsafeBytes {
            unsafe rd_kafka_consumer_group_metadata_read(&made, $0.baseAddress, $0.count)
        }
        if let error = unsafe error { throw unsafe .consuming(error, "reading a group's metadata") }
        guard let made = unsafe made else { throw KafkaError(.invalidArgument, "a group's metadata is empty") }
        unsafe pointer = made
    }

    deinit {
        unsafe rd_kafka_consumer_group_metadata_destroy(pointer)
    }

    /// It as a value.
    func value() throws(KafkaError) -> ConsumerGroupMetadata {
        var buffer: UnsafeMutableRawPointer?
        var size = 0
        if let error = unsafe rd_kafka_consumer_group_metadata_write(pointer, &buffer, &size) {
            throw unsafe .consuming(error, "writing a group's metadata")
        }
        defer { unsafe rd_kafka_mem_free(nil, buffer) }
        return unsafe ConsumerGroupMetadata(bytes: [UInt8](UnsafeRawBufferPointer(start: buffer, count: size)))
    }
}

extension ConsumerHandle {
    /// Blocks until librdkafka's main thread answers.
    func groupMetadata() -> Result<ConsumerGroupMetadata, KafkaError> {
        guard let pointer = unsafe rd_kafka_consumer_group_metadata(client) else {
            return .failure(
                KafkaError(
                    .invalidConfiguration, "a consumer without a group has no metadata of one: set group.id",
                    property: "group.id"))
        }
        let metadata = unsafe GroupMetadataHandle(pointer)
        return Result { () throws(KafkaError) in try metadata.value() }
    }
}
