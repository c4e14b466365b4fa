// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// Room for the messages of a batch.
typealias MessageBuffer = UnsafeMutableBufferPointer<UnsafeMutablePointer<rd_kafka_message_t>?>

/// A consumer's librdkafka client, with the queue that the records of all its partitions go to.
///
/// Events (rebalances, errors, logs) come through the consumer queue, which the poll thread blocks on. Records go to a
/// queue of their own for the reading thread, so that a rebalance is answered however far behind the reading is.
@safe
final class ConsumerHandle: @unchecked Sendable {
    // librdkafka's calls may come from any thread; client and queue live until `destroy`, which comes last.
    private let handle: ClientHandle
    private let records: OpaquePointer
    private let leaving: GroupLeaving
    /// `max.poll.interval.ms`: a consumer that doesn't read for so long is put out of its group.
    let maximumPollInterval: Duration
    /// Whether `group.id` was set. librdkafka assigns only to a consumer with a group, so one without gets a name that
    /// nobody uses.
    let hasGroup: Bool
    /// Whether `auto.offset.reset` is the end.
    let resetsToEnd: Bool
    private let isStaticMember: Bool
    private let readsOneByOne: Bool

    init(_ configuration: consuming ConfigurationHandle, events: ClientEvents) throws(KafkaError) {
        let interval = configuration.value("max.poll.interval.ms").flatMap { Int($0) }
        maximumPollInterval = .milliseconds(interval ?? 300_000)
        hasGroup = configuration.value("group.id").map { !$0.isEmpty } ?? false
        isStaticMember = configuration.value("group.instance.id").map { !$0.isEmpty } ?? false
        resetsToEnd = ["latest", "largest", "end"].contains(configuration.value("auto.offset.reset"))
        // Before 2.1 a batch read that meets a rebalance of the cooperative kind drops records of partitions that stay,
        // and librdkafka goes on after them.
        let isCooperative = configuration.value("partition.assignment.strategy")?.contains("cooperative") ?? false
        readsOneByOne = isCooperative && LibrdkafkaVersion.running < LibrdkafkaVersion(2, 1, 0)
        if !hasGroup {
            try configuration.set("group.id", "no-group")
            try configuration.set("enable.auto.commit", "false")
        }
        leaving = GroupLeaving()
        try leaving.intercept(configuration)
        do throws(KafkaError) {
            handle = try ClientHandle(RD_KAFKA_CONSUMER, configuration, events: events)
        } catch {
            leaving.release()
            throw error
        }
        unsafe records = rd_kafka_queue_new(handle.pointer)
    }

    var client: OpaquePointer { unsafe handle.pointer }

    var name: String { handle.name }

    /// What the poll thread blocks on.
    func consumerQueue() -> QueueHandle? {
        handle.consumerQueue()
    }

    func subscribe(_ topics: [String]) -> rd_kafka_resp_err_t {
        let list = PartitionList(topics: topics)
        return unsafe rd_kafka_subscribe(client, list.pointer)
    }

    /// Whether partitions come and go one by one instead of all at once.
    var isCooperative: Bool {
        unsafe rd_kafka_rebalance_protocol(client).map { unsafe String(cString: $0) == "COOPERATIVE" } ?? false
    }

    /// Whether the partitions that are being revoked belong to others already.
    var isAssignmentLost: Bool {
        unsafe rd_kafka_assignment_lost(client) != 0
    }

    func assign(_ partitions: borrowing PartitionList) -> KafkaError? {
        // Before the fetching starts, or the first records would go to the consumer queue.
        for partition in partitions.partitions { routeRecords(of: partition) }
        if isCooperative {
            return unsafe rd_kafka_incremental_assign(client, partitions.pointer).map {
                unsafe .consuming($0, "assigning partitions")
            }
        }
        let error = unsafe rd_kafka_assign(client, partitions.pointer)
        return error == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : .librdkafka(error, "assigning partitions")
    }

    func unassign(_ partitions: borrowing PartitionList) -> KafkaError? {
        if isCooperative {
            return unsafe rd_kafka_incremental_unassign(client, partitions.pointer).map {
                unsafe .consuming($0, "giving partitions up")
            }
        }
        let error = unsafe rd_kafka_assign(client, nil)
        return error == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : .librdkafka(error, "giving partitions up")
    }

    /// Reads the records that are there into `buffer` and returns their number.
    ///
    /// `patience`: how long, in milliseconds, to wait for the buffer to be full.
    func readReady(_ buffer: MessageBuffer, patience: Int32) -> Int {
        guard readsOneByOne else {
            return unsafe max(0, rd_kafka_consume_batch_queue(records, patience, buffer.baseAddress, buffer.count))
        }
        var count = 0
        while count < buffer.count,
            unsafe rd_kafka_consume_batch_queue(records, 0, buffer.baseAddress.map { unsafe $0 + count }, 1) == 1
        {
            count += 1
        }
        return count
    }

    /// Waits for a record, reads it and what else is there into `buffer`, and returns their number. 0 when it was
    /// woken: by a call of `wakeReader` since the last read.
    func readNext(_ buffer: MessageBuffer, patience: Int32) -> Int {
        // With a timeout librdkafka waits for a full buffer, so for ever only one record is waited for.
        guard unsafe rd_kafka_consume_batch_queue(records, -1, buffer.baseAddress, 1) == 1 else { return 0 }
        return unsafe buffer.count == 1 ? 1 : 1 + readReady(MessageBuffer(rebasing: buffer[1...]), patience: patience)
    }

    /// Tells librdkafka that the reader lives, and reads nothing. A blocking poll of the consumer queue counts too, but
    /// only to the next read of records, whose end is then what the interval is counted from.
    func keepAlive() {
        _ = unsafe rd_kafka_consume_batch_queue(records, 0, nil, 0)
    }

    /// Ends the wait of the read that is under way or comes next, whichever it is.
    func wakeReader() {
        unsafe rd_kafka_queue_yield(records)
    }

    /// Starts to leave the group; the poll thread goes on answering until `isClosed`.
    func close() -> KafkaError? {
        guard let queue = unsafe rd_kafka_queue_get_consumer(client) else { return nil }
        defer { unsafe rd_kafka_queue_destroy(queue) }
        return unsafe rd_kafka_consumer_close_queue(client, queue).map { unsafe .consuming($0, "leaving the group") }
    }

    var isClosed: Bool {
        unsafe rd_kafka_consumer_closed(client) != 0
    }

    /// Whether the coordinator has answered what it was told of the leaving.
    var isLeavingAnswered: Bool {
        leaving.isAnswered
    }

    /// Whether the group has to be told of the end: it knows this member, which is not one that is to be remembered.
    var hasToLeave: Bool {
        guard !isStaticMember, let name = unsafe rd_kafka_memberid(client) else { return false }
        defer { unsafe rd_kafka_mem_free(client, name) }
        return unsafe name.pointee != 0
    }

    /// Ends the client, without leaving its group if it has not left. Blocks; once, and nothing may come after.
    func destroy() {
        unsafe rd_kafka_queue_destroy(records)
        handle.destroy()
        leaving.release()
    }

    /// Lets a partition's records go to the queue that is read. Each time before it is fetched: the end of fetching
    /// undoes it.
    func routeRecords(of partition: TopicPartition) {
        guard let queue = unsafe rd_kafka_queue_get_partition(client, partition.topic, partition.partition) else {
            return
        }
        unsafe rd_kafka_queue_forward(queue, records)
        unsafe rd_kafka_queue_destroy(queue)
    }
}
