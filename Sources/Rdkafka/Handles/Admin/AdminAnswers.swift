// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What librdkafka's results say of each item.
enum AdminAnswers {
    /// Of topics that were created, deleted or enlarged.
    static func topics(
        _ doing: String,
        _ array: (UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<OpaquePointer?>?
    ) -> [String: Result<Void, KafkaError>] {
        let pairs = unsafe AdminArray.elements(array).map { topic in
            let name = unsafe String(c: rd_kafka_topic_result_name(topic)) ?? ""
            let error = unsafe rd_kafka_topic_result_error(topic)
            let text = unsafe String(c: rd_kafka_topic_result_error_string(topic))
            return (name, KafkaError.result(error, text, "\(doing) \(name)"))
        }
        return Dictionary(pairs) { _, last in last }
    }

    /// Of the partitions in a list.
    static func partitions<Value>(
        _ doing: String,
        _ list: UnsafePointer<rd_kafka_topic_partition_list_t>?,
        _ value: (rd_kafka_topic_partition_t) -> Value
    ) -> [TopicPartition: Result<Value, KafkaError>] {
        guard let list = unsafe list else { return [:] }
        var answers: [TopicPartition: Result<Value, KafkaError>] = [:]
        for index in unsafe 0..<Int(list.pointee.cnt) {
            let element = unsafe list.pointee.elems[index]
            let partition = unsafe TopicPartition(element)
            let result = unsafe KafkaError.result(element.err, nil, "\(doing) \(partition)")
            answers[partition] = result.map { unsafe value(element) }
        }
        return answers
    }

    /// Of the partitions of the one group that was asked about; an error of the group is thrown.
    static func groupPartitions<Value>(
        _ doing: String,
        _ array: (UnsafeMutablePointer<Int>) -> UnsafeMutablePointer<OpaquePointer?>?,
        _ value: (rd_kafka_topic_partition_t) -> Value
    ) throws(KafkaError) -> [TopicPartition: Result<Value, KafkaError>] {
        let groups = unsafe AdminArray.elements(array).map { group in
            if let error = unsafe KafkaError.reading(rd_kafka_group_result_error(group), doing) {
                return Result<[TopicPartition: Result<Value, KafkaError>], KafkaError>.failure(error)
            }
            return .success(unsafe partitions(doing, rd_kafka_group_result_partitions(group), value))
        }
        return try groups.first?.get() ?? [:]
    }
}

extension KafkaError {
    /// What a code says of one item.
    static func result(_ error: rd_kafka_resp_err_t, _ text: String?, _ context: String) -> Result<Void, KafkaError> {
        guard error != RD_KAFKA_RESP_ERR_NO_ERROR else { return .success(()) }
        return .failure(.librdkafka(error, text.map { "\(context): \($0)" } ?? context))
    }

    /// The error that an object in an event holds; nil for none.
    static func reading(_ error: OpaquePointer?, _ context: String) -> KafkaError? {
        guard let error = unsafe error else { return nil }
        let code = unsafe rd_kafka_error_code(error)
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        let text = unsafe String(c: rd_kafka_error_string(error)) ?? ""
        return .librdkafka(code, text.isEmpty ? context : "\(context): \(text)")
    }
}

extension TopicPartition {
    init(_ element: rd_kafka_topic_partition_t) {
        unsafe self.init(topic: String(c: element.topic) ?? "", partition: element.partition)
    }
}
