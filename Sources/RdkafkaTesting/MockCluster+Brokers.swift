// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
public import Rdkafka

extension MockCluster {
    /// Makes a broker unreachable, or reachable again. Partitions keep their leaders, and groups their coordinators.
    ///
    /// - Parameters:
    ///   - broker: its number, from 1.
    ///   - isDown: whether it is unreachable from now on.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func setBroker(_ broker: Int, down isDown: Bool) throws(KafkaError) {
        let number = try number(broker)
        let error =
            isDown
            ? rd_kafka_mock_broker_set_down(handle.cluster, number)
            : rd_kafka_mock_broker_set_up(handle.cluster, number)
        try check(error, "broker \(broker)")
        let reservation = isDown ? PortReservation(port: ports[broker - 1]) : nil
        reservations.withLock { $0[broker] = reservation }
        if !isDown { ListeningSockets.disableDelay(ports: [ports[broker - 1]]) }
    }

    /// Delays every answer of a broker.
    ///
    /// - Parameters:
    ///   - broker: its number, from 1.
    ///   - roundTripTime: by how much, in whole milliseconds.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func setBroker(_ broker: Int, roundTripTime: Duration) throws(KafkaError) {
        let error = rd_kafka_mock_broker_set_rtt(handle.cluster, try number(broker), roundTripTime.mockMilliseconds)
        try check(error, "broker \(broker)")
    }

    /// Sets the rack that a broker is in.
    ///
    /// - Parameters:
    ///   - broker: its number, from 1.
    ///   - rack: the rack's name.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func setBroker(_ broker: Int, rack: String) throws(KafkaError) {
        try check(rd_kafka_mock_broker_set_rack(handle.cluster, try number(broker), rack), "broker \(broker)")
    }

    /// Makes a broker the coordinator of a consumer group. Without it the group's id decides.
    ///
    /// - Parameters:
    ///   - group: the group's id.
    ///   - broker: the broker's number, from 1.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func setCoordinator(ofGroup group: String, to broker: Int) throws(KafkaError) {
        let error = rd_kafka_mock_coordinator_set(handle.cluster, "group", group, try number(broker))
        try check(error, "setting the coordinator of group \(group)")
    }

    /// Makes a broker the coordinator of a transactional producer. Without it the id decides.
    ///
    /// - Parameters:
    ///   - transactionalID: the producer's `transactional.id`.
    ///   - broker: the broker's number, from 1.
    /// - Throws: `invalidArgument` for a broker that there is not.
    public func setCoordinator(ofTransactionalID transactionalID: String, to broker: Int) throws(KafkaError) {
        let error = rd_kafka_mock_coordinator_set(handle.cluster, "transaction", transactionalID, try number(broker))
        try check(error, "setting the coordinator of transactional id \(transactionalID)")
    }

    /// Sets how long a new consumer group waits for members before the first gets its partitions; 3 seconds unless set.
    ///
    /// - Parameter delay: how long, in whole milliseconds.
    /// - Throws: `unsupported` before librdkafka 2.6.
    public func setInitialRebalanceDelay(_ delay: Duration) throws(KafkaError) {
        try MockFeature.initialRebalanceDelay.require()
        crdkafka_mock_initial_rebalance_delay(handle.cluster, delay.mockMilliseconds)
    }

    /// A broker's number as librdkafka takes it.
    func number(_ broker: Int) throws(KafkaError) -> Int32 {
        guard (1...brokerCount).contains(broker) else {
            throw KafkaError(
                .invalidArgument, "there is no broker \(broker): they are numbered from 1 to \(brokerCount)")
        }
        return Int32(broker)
    }

    func check(_ error: rd_kafka_resp_err_t, _ context: String) throws(KafkaError) {
        guard error != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
        let code = KafkaError.ResponseCode(rawValue: error.rawValue)
        let isUnknown = error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART
        throw KafkaError(
            isUnknown ? .unknownTopicOrPartition : .broker, "\(context): \(code.reason)", responseCode: code)
    }
}

extension Duration {
    /// Whole milliseconds, not negative.
    var mockMilliseconds: Int32 {
        Int32(clamping: max(0, milliseconds))
    }
}
