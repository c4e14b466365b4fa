// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The records of a batch, copied out of librdkafka's buffers: their places, and behind these all their bytes, in one
/// allocation. Nothing of librdkafka's stays alive, so that no client ever waits for a record to be released.
final class BatchStorage: @unchecked Sendable {
    // Written once, before anybody else has it.
    private let places: UnsafeMutablePointer<RecordPlace>
    private let bytes: UnsafeMutableRawPointer
    let count: Int
    let topics: [String]
    let headers: [[RecordHeader]]
    let errors: [ConsumerPartitionError]
    /// The assignment that the records were read under.
    let epoch: UInt64

    /// Copies the messages, which stay the caller's.
    init(
        _ messages: UnsafeBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>,
        epoch: UInt64,
        readsHeaders: Bool = true
    ) {
        var (count, size) = (0, 0)
        for case let message? in messages where message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
            count += 1
            size += message.pointee.key_len + message.pointee.len
        }
        let placesSize = count * MemoryLayout<RecordPlace>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: placesSize + size, alignment: MemoryLayout<RecordPlace>.alignment)
        places = memory.bindMemory(to: RecordPlace.self, capacity: count)
        bytes = memory + placesSize
        var builder = BatchBuilder(bytes: memory + placesSize, readsHeaders: readsHeaders)
        var index = 0
        for case let message? in messages {
            if message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
                (places + index).initialize(to: builder.add(message))
                index += 1
            } else {
                builder.addError(message)
            }
        }
        self.count = count
        self.epoch = epoch
        topics = builder.topics
        headers = builder.headers
        errors = builder.errors
    }

    /// No records, but errors.
    init(errors: [ConsumerPartitionError], epoch: UInt64) {
        places = .allocate(capacity: 0)
        bytes = UnsafeMutableRawPointer(places)
        count = 0
        topics = []
        headers = []
        self.errors = errors
        self.epoch = epoch
    }

    deinit {
        places.deinitialize(count: count)
        UnsafeMutableRawPointer(places).deallocate()
    }

    subscript(index: Int) -> RecordPlace {
        precondition(index >= 0 && index < count, "no record \(index) among \(count)")
        return places[index]
    }

    func key(_ place: RecordPlace) -> UnsafeRawBufferPointer? {
        place.keyLength < 0 ? nil : UnsafeRawBufferPointer(start: bytes + place.start, count: Int(place.keyLength))
    }

    func value(_ place: RecordPlace) -> UnsafeRawBufferPointer? {
        guard place.valueLength >= 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: bytes + place.start + max(0, Int(place.keyLength)), count: Int(place.valueLength))
    }
}
