// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// What a request is handed over with: the client, the options, the queue that gets the answer.
@safe
struct AdminRequest: ~Copyable {
    let client: OpaquePointer
    let options: OpaquePointer
    let queue: OpaquePointer

    /// Nil when librdkafka gives none.
    init?(client: OpaquePointer, token: UInt) {
        guard let queue = unsafe rd_kafka_queue_get_main(client) else { return nil }
        guard let options = unsafe rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_ANY) else {
            unsafe rd_kafka_queue_destroy(queue)
            return nil
        }
        unsafe self.client = client
        unsafe self.queue = queue
        unsafe self.options = options
        unsafe rd_kafka_AdminOptions_set_opaque(options, UnsafeMutableRawPointer(bitPattern: token))
    }

    deinit {
        unsafe rd_kafka_AdminOptions_destroy(options)
        unsafe rd_kafka_queue_destroy(queue)
    }

    /// How long to wait for the answer, and how long the cluster may work on it.
    func setTimeout(_ timeout: Duration) throws(KafkaError) {
        let milliseconds = max(1, timeout.pollMilliseconds)
        try unsafe set("the timeout") {
            unsafe rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, $0, $1)
        }
        try unsafe set("the timeout") {
            unsafe rd_kafka_AdminOptions_set_operation_timeout(options, milliseconds, $0, $1)
        }
    }

    /// Lets the cluster check the request, and do nothing.
    func setValidateOnly() throws(KafkaError) {
        try unsafe set("validating only") { unsafe rd_kafka_AdminOptions_set_validate_only(options, 1, $0, $1) }
    }

    private func set(
        _ what: String,
        _ body: (UnsafeMutablePointer<CChar>?, Int) -> rd_kafka_resp_err_t
    ) throws(KafkaError) {
        var text = ErrorText()
        let error = unsafe text.fill(body)
        if error != RD_KAFKA_RESP_ERR_NO_ERROR { throw .librdkafka(error, "\(what): \(text.string)") }
    }
}
