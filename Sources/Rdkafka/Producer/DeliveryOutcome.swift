// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// A delivery report as the broker thread leaves it, to be read by the task that waits.
struct DeliveryOutcome {
    var error: rd_kafka_resp_err_t = RD_KAFKA_RESP_ERR__DESTROY
    var partition: Int32 = -1
    var offset: Int64 = -1
    var timestamp: Int64 = -1
    var latency: Int64 = 0
    var status: rd_kafka_msg_status_t = RD_KAFKA_MSG_STATUS_NOT_PERSISTED

    /// No report; that is how a record ends whose client ends before it.
    init() {}

    /// A record that librdkafka refused at once.
    init(refused error: rd_kafka_resp_err_t) {
        self.error = error
    }

    var isSuccess: Bool { error == RD_KAFKA_RESP_ERR_NO_ERROR }

    func result(of record: ProducerRecord) -> DeliveryResult {
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
            if error == RD_KAFKA_RESP_ERR__INVALID_ARG, let refusal = record.refusal { return .failure(refusal) }
            return .failure(
                .librdkafka(error, "record for topic \(record.topic)", deliveryStatus: DeliveryReport.Status(status)))
        }
        let report = DeliveryReport(
            partition: partition,
            offset: offset < 0 ? nil : offset,
            timestamp: timestamp < 0 ? nil : timestamp,
            latency: .microseconds(max(0, latency)),
            status: DeliveryReport.Status(status)
        )
        return .success(report)
    }
}

extension DeliveryReport.Status {
    init(_ status: rd_kafka_msg_status_t) {
        self =
            switch status {
            case RD_KAFKA_MSG_STATUS_PERSISTED: .persisted
            case RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED: .possiblyPersisted
            default: .notPersisted
            }
    }
}
