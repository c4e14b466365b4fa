// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
public import Rdkafka

extension MockCluster {
    /// Makes the next requests of a kind fail, one for each error, whichever broker gets them.
    ///
    /// - Parameters:
    ///   - api: the kind of request; one that the mock does not know is never asked about.
    ///   - errors: the errors, in order. `_TRANSPORT` closes the connection instead of answering.
    public func failRequests(api: ApiKey, with errors: [KafkaError.ResponseCode]) {
        let codes = errors.map { rd_kafka_resp_err_t($0.rawValue) }
        rd_kafka_mock_push_request_errors_array(handle.cluster, api.rawValue, codes.count, codes)
    }

    /// Makes the next requests of a kind to one broker fail or wait, one for each fault. Those of
    /// ``failRequests(api:with:)`` come after them.
    ///
    /// - Parameters:
    ///   - api: the kind of request.
    ///   - broker: the broker's number, from 1.
    ///   - faults: what happens to the requests, in order.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func failRequests(api: ApiKey, toBroker broker: Int, with faults: [RequestFault]) throws(KafkaError) {
        let number = try number(broker)
        for fault in faults {
            let error = crdkafka_mock_push_broker_error(
                handle.cluster, number, api.rawValue, rd_kafka_resp_err_t(fault.error?.rawValue ?? 0),
                fault.delay.mockMilliseconds)
            try check(error, "broker \(broker)")
        }
    }

    /// How many faults of ``failRequests(api:toBroker:with:)`` have met no request yet.
    ///
    /// - Parameters:
    ///   - api: the kind of request.
    ///   - broker: the broker's number, from 1.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func pendingFaults(api: ApiKey, ofBroker broker: Int) throws(KafkaError) -> Int {
        var count = 0
        let error = rd_kafka_mock_broker_error_stack_cnt(handle.cluster, try number(broker), api.rawValue, &count)
        try check(error, "broker \(broker)")
        return count
    }

    /// Takes back what ``failRequests(api:with:)`` has set and no request has met yet.
    ///
    /// - Parameter api: the kind of request.
    public func clearFailures(api: ApiKey) {
        rd_kafka_mock_clear_request_errors(handle.cluster, api.rawValue)
    }

    /// Sets which versions of a request the brokers take, as older ones do. For clients that connect from then on.
    ///
    /// - Parameters:
    ///   - versions: from the oldest to the newest, of which the mock must know each; nil for none: a request that comes
    ///     all the same closes the connection.
    ///   - api: the kind of request.
    /// - Throws: `invalidArgument` for a negative version, `broker` for a request that librdkafka does not know.
    public func setVersions(_ versions: ClosedRange<Int16>?, of api: ApiKey) throws(KafkaError) {
        if let versions, versions.lowerBound < 0 {
            throw KafkaError(.invalidArgument, "version \(versions.lowerBound) of \(api): they are counted from 0")
        }
        let error = rd_kafka_mock_set_apiversion(
            handle.cluster, api.rawValue, versions?.lowerBound ?? -1, versions?.upperBound ?? -1)
        try check(error, "versions of \(api)")
    }
}
