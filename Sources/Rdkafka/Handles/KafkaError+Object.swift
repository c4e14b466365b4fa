// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaError {
    /// The error for an error object, which is destroyed.
    static func consuming(
        _ error: OpaquePointer,
        _ context: String,
        file: StaticString = #fileID,
        line: UInt = #line
    ) -> KafkaError {
        defer { unsafe rd_kafka_error_destroy(error) }
        let code = unsafe rd_kafka_error_code(error)
        let reason = unsafe rd_kafka_error_string(error).map { unsafe String(cString: $0) } ?? ""
        let isFatal = unsafe rd_kafka_error_is_fatal(error) != 0
        return KafkaError(
            isFatal ? .fatal : Code(code),
            "\(context): \(reason)",
            responseCode: ResponseCode(rawValue: code.rawValue),
            isRetriable: unsafe rd_kafka_error_is_retriable(error) != 0 || isRetriable(code),
            file: file,
            line: line
        )
    }
}
