// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
internal import Synchronization

/// Sees the requests by which a member tells its coordinator that it leaves, and their answers. librdkafka's own end of
/// a membership doesn't say whether there was one. It sees, too, when brokers answer at all.
final class GroupLeaving: Sendable {
    private let sent = Atomic<Int>(0)
    private let settled = Atomic<Int>(0)
    private let isLastAnswered = Atomic(false)
    let responses = ResponseClock()

    /// Whether each such request had its answer, and the last one did not fail on the way.
    var isAnswered: Bool {
        isLastAnswered.load(ordering: .acquiring)
            && settled.load(ordering: .acquiring) >= sent.load(ordering: .acquiring)
    }

    /// Adds the interceptors to a configuration. This is kept alive until `release` is called.
    func intercept(_ configuration: borrowing ConfigurationHandle) throws(KafkaError) {
        try unsafe configuration.addInterceptor(interceptorName, addLeavingInterceptors, keeping: self)
    }

    /// Gives up the reference that the interceptors hold. Once, when the client has ended or could not be made.
    func release() {
        unsafe Unmanaged.passUnretained(self).release()
    }

    fileprivate func requestSent() {
        sent.add(1, ordering: .releasing)
    }

    /// There is an answer, or there will be none.
    fileprivate func settle(isAnswered: Bool) {
        isLastAnswered.store(isAnswered, ordering: .releasing)
        settled.add(1, ordering: .releasing)
    }
}

private let interceptorName = "swift-leave"

/// LeaveGroup; and ConsumerGroupHeartbeat, which is how members of the newer protocol leave.
private func isLeaving(_ api: Int16) -> Bool {
    api == 13 || api == 68
}

private func addLeavingInterceptors(
    _ client: OpaquePointer?,
    _ configuration: OpaquePointer?,
    _ opaque: UnsafeMutableRawPointer?,
    _ text: UnsafeMutablePointer<CChar>?,
    _ textSize: Int
) -> rd_kafka_resp_err_t {
    let error = unsafe rd_kafka_interceptor_add_on_request_sent(client, interceptorName, requestSent, opaque)
    guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return error }
    return unsafe rd_kafka_interceptor_add_on_response_received(client, interceptorName, responseReceived, opaque)
}

private func requestSent(
    _ client: OpaquePointer?, _ socket: Int32, _ broker: UnsafePointer<CChar>?, _ brokerID: Int32, _ api: Int16,
    _ version: Int16, _ correlation: Int32, _ size: Int, _ opaque: UnsafeMutableRawPointer?
) -> rd_kafka_resp_err_t {
    guard isLeaving(api), let opaque = unsafe opaque else { return RD_KAFKA_RESP_ERR_NO_ERROR }
    unsafe Unmanaged<GroupLeaving>.fromOpaque(opaque)._withUnsafeGuaranteedRef { $0.requestSent() }
    return RD_KAFKA_RESP_ERR_NO_ERROR
}

private func responseReceived(
    _ client: OpaquePointer?, _ socket: Int32, _ broker: UnsafePointer<CChar>?, _ brokerID: Int32, _ api: Int16,
    _ version: Int16, _ correlation: Int32, _ size: Int, _ roundTripTime: Int64, _ error: rd_kafka_resp_err_t,
    _ opaque: UnsafeMutableRawPointer?
) -> rd_kafka_resp_err_t {
    guard let opaque = unsafe opaque else { return RD_KAFKA_RESP_ERR_NO_ERROR }
    unsafe Unmanaged<GroupLeaving>.fromOpaque(opaque)._withUnsafeGuaranteedRef { leaving in
        let isAnswered = error == RD_KAFKA_RESP_ERR_NO_ERROR
        if isAnswered { leaving.responses.tick() }
        if isLeaving(api) { leaving.settle(isAnswered: isAnswered) }
    }
    return RD_KAFKA_RESP_ERR_NO_ERROR
}
