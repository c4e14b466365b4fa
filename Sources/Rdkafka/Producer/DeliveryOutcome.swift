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

    /// A record that the broker may have got, but whose report is not waited for any longer.
    static var abandoned: DeliveryOutcome {
        var outcome = DeliveryOutcome()
        outcome.status = RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED
        return outcome
    }

    /// A record that librdkafka refused at once.
    init(refused error: rd_kafka_resp_err_t) {
        self.error = error
    }

    /// False as long as there is no report.
    var isReported: Bool { error != RD_KAFKA_RESP_ERR__DESTROY }

    var isSuccess: Bool { error == RD_KAFKA_RESP_ERR_NO_ERROR }

    /// The error of a record that failed.
    func failure(_ context: @autoclosure () -> String) -> KafkaError {
        if !isReported, DeliveryReport.Status(status) == .possiblyPersisted { return .shutDownInFlight }
        return .librdkafka(error, context(), deliveryStatus: DeliveryReport.Status(status))
    }

    /// The same as ``result(topic:)``, with the reason of a record that no broker would have got.
    func result(of record: ProducerRecord) -> DeliveryResult {
        if error == RD_KAFKA_RESP_ERR__INVALID_ARG, let refusal = record.refusal { return .failure(refusal) }
        return result(topic: record.topic)
    }

    func result(topic: String) -> DeliveryResult {
        guard isSuccess else { return .failure(failure("record for topic \(topic)")) }
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
