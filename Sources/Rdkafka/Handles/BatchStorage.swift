// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The records of a batch, copied out of librdkafka's buffers: their places, and behind these all their bytes, in one
/// allocation. Nothing of librdkafka's stays alive, so that no client ever waits for a record to be released.
@safe
final class BatchStorage: @unchecked Sendable {
    // Written once, before anybody else has it.
    private let places: UnsafeMutablePointer<RecordPlace>
    private let bytes: UnsafeMutableRawPointer
    private let block: BatchMemory.Block
    private let memory: BatchMemory?
    let count: Int
    /// The bytes of all keys and values.
    let byteCount: Int
    let topics: [String]
    let headers: [[RecordHeader]]
    /// The stretches of records from one partition, in order.
    let runs: [RecordRun]
    let errors: [ConsumerPartitionError]
    /// The assignment that the records were read under.
    let epoch: UInt64
    /// Whether the assignment changed during the read.
    let isMixed: Bool

    /// Copies the messages, which stay the caller's.
    init(
        _ messages: UnsafeBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>,
        epoch: UInt64,
        isMixed: Bool = false,
        readsHeaders: Bool = true,
        memory: BatchMemory? = nil
    ) {
        var (count, size) = (0, 0)
        for position in messages.indices {
            guard let message = unsafe messages[position], unsafe message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR
            else { continue }
            count += 1
            unsafe size += message.pointee.key_len + message.pointee.len
        }
        let placesSize = count * MemoryLayout<RecordPlace>.stride
        let block = memory?.take(placesSize + size) ?? BatchMemory.Block(capacity: placesSize + size)
        self.block = block
        self.memory = memory
        unsafe places = block.start.bindMemory(to: RecordPlace.self, capacity: count)
        unsafe bytes = block.start + placesSize
        var builder = unsafe BatchBuilder(bytes: bytes, readsHeaders: readsHeaders)
        var index = 0
        for position in messages.indices {
            guard let message = unsafe messages[position] else { continue }
            if unsafe message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR {
                unsafe (places + index).initialize(to: builder.add(message))
                index += 1
            } else {
                unsafe builder.addError(message)
            }
        }
        self.count = count
        byteCount = size
        self.epoch = epoch
        self.isMixed = isMixed
        topics = builder.topics
        headers = builder.headers
        runs = builder.runs
        errors = builder.errors
    }

    /// No records, but errors.
    init(errors: [ConsumerPartitionError], epoch: UInt64) {
        block = BatchMemory.Block(capacity: 0)
        memory = nil
        unsafe places = block.start.bindMemory(to: RecordPlace.self, capacity: 0)
        unsafe bytes = block.start
        count = 0
        byteCount = 0
        topics = []
        headers = []
        runs = []
        self.errors = errors
        self.epoch = epoch
        isMixed = false
    }

    deinit {
        unsafe places.deinitialize(count: count)
        if let memory { memory.give(block) } else { block.deallocate() }
    }

    subscript(index: Int) -> RecordPlace {
        precondition(index >= 0 && index < count, "no record \(index) among \(count)")
        return unsafe places[index]
    }

    func key(_ place: RecordPlace) -> UnsafeRawBufferPointer? {
        unsafe place.keyLength < 0
            ? nil : UnsafeRawBufferPointer(start: bytes + place.start, count: Int(place.keyLength))
    }

    func value(_ place: RecordPlace) -> UnsafeRawBufferPointer? {
        guard place.valueLength >= 0 else { return nil }
        return unsafe UnsafeRawBufferPointer(
            start: bytes + place.start + max(0, Int(place.keyLength)), count: Int(place.valueLength))
    }
}
