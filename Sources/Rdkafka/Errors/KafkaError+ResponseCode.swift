// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension KafkaError {
    /// An error code of librdkafka (negative) or of Kafka's protocol (positive), as `rd_kafka_resp_err_t` numbers them.
    public struct ResponseCode: RawRepresentable, Sendable, Hashable {
        /// The number.
        public let rawValue: Int32

        /// A code by its number. Any number is allowed: newer brokers know more of them.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }
    }
}

extension KafkaError.ResponseCode: CustomStringConvertible {
    /// librdkafka's name of the code, such as `_QUEUE_FULL`, and its number.
    public var description: String {
        "\(name) \(rawValue)"
    }

    /// librdkafka's name of the code, such as `_QUEUE_FULL`.
    public var name: String {
        ErrorText.name(of: rd_kafka_resp_err_t(rawValue))
    }

    /// librdkafka's sentence for the code.
    public var reason: String {
        ErrorText.reason(of: rd_kafka_resp_err_t(rawValue))
    }
}
