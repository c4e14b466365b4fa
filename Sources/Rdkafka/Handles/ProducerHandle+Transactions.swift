// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension ProducerHandle {
    func initTransactions(milliseconds: Int32) -> TransactionError? {
        unsafe TransactionError.consuming(
            rd_kafka_init_transactions(client.pointer, milliseconds), "initializing transactions")
    }

    func beginTransaction() -> TransactionError? {
        unsafe TransactionError.consuming(rd_kafka_begin_transaction(client.pointer), "beginning a transaction")
    }

    /// Blocks until the coordinators have answered, or the time is up. Unlike the others it starts anew each time.
    func sendOffsets(
        _ offsets: [TopicPartitionOffset],
        of group: ConsumerGroupMetadata,
        milliseconds: Int32
    ) -> TransactionError? {
        let list = PartitionList(offsets)
        do throws(KafkaError) {
            let metadata = try GroupMetadataHandle(group)
            return unsafe TransactionError.consuming(
                rd_kafka_send_offsets_to_transaction(client.pointer, list.pointer, metadata.pointer, milliseconds),
                "sending offsets to the transaction")
        } catch {
            return .refused(error)
        }
    }

    /// Blocks until nothing is queued and the coordinator has answered, or the time is up; then it goes on in the
    /// background, and the same call waits again.
    func commitTransaction(milliseconds: Int32) -> TransactionError? {
        unsafe TransactionError.consuming(
            rd_kafka_commit_transaction(client.pointer, milliseconds), "committing the transaction")
    }

    /// Makes what is queued fail, and blocks as a commit does.
    func abortTransaction(milliseconds: Int32) -> TransactionError? {
        ReportingThread.run {
            unsafe TransactionError.consuming(
                rd_kafka_abort_transaction(client.pointer, milliseconds), "aborting the transaction")
        }
    }
}

extension TransactionError {
    /// The error for an error object, which is destroyed; nil for none.
    static func consuming(_ object: OpaquePointer?, _ context: String) -> TransactionError? {
        guard let object = unsafe object else { return nil }
        let isAbortable = unsafe rd_kafka_error_txn_requires_abort(object) != 0
        let isRetriable = unsafe rd_kafka_error_is_retriable(object) != 0
        let code = unsafe rd_kafka_error_code(object)
        let error = unsafe KafkaError.consuming(object, context)
        if error.isFatal { return .fatal(error) }
        if isAbortable { return .abortable(error) }
        if isRetriable { return .retriable(error) }
        switch code {
        case RD_KAFKA_RESP_ERR__STATE, RD_KAFKA_RESP_ERR__NOT_CONFIGURED, RD_KAFKA_RESP_ERR__INVALID_ARG:
            return .refused(error)
        default:
            // librdkafka's advice for what it has no flag for.
            return .fatal(error)
        }
    }
}
