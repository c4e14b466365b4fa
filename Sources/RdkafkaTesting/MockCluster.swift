// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
public import Rdkafka

/// A Kafka cluster inside this process, for tests and for trying things out.
///
/// It is librdkafka's own mock: clients of any kind reach it at ``bootstrapServers``, from this process and from others
/// on this machine. Topics appear when they are used, with 4 partitions. It keeps some 5 MB a partition, gives a
/// consumer group its first assignment after 3 seconds, and has neither access control nor TLS. It ends when the last
/// reference to it goes.
public final class MockCluster: Sendable {
    private let handle: MockClusterHandle
    /// That of each broker.
    private let ports: [UInt16]
    /// Of brokers that are down, by their numbers.
    private let reservations = Lock<[Int: PortReservation]>([:])

    /// Where clients connect: host and port of each broker.
    public let bootstrapServers: String

    /// Starts a cluster.
    ///
    /// - Parameter brokers: how many, 1 to 100.
    /// - Throws: `invalidArgument` for another number of brokers, `broker` when the system refuses the sockets.
    public init(brokers: Int = 1) throws(KafkaError) {
        handle = try MockClusterHandle(brokers: brokers)
        bootstrapServers = rd_kafka_mock_cluster_bootstraps(handle.cluster).map { String(cString: $0) } ?? ""
        ports = bootstrapServers.split(separator: ",").compactMap {
            $0.split(separator: ":").last.flatMap { UInt16($0) }
        }
        ListeningSockets.disableDelay(ports: Set(ports))
    }

    deinit {
        let handle = handle
        // Ending a cluster waits for its threads; a thread that drops a reference must not.
        NativeThread(name: "kafka-mock") { handle.destroy() }?.detach()
    }

    /// Makes a topic.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - partitions: how many partitions it has.
    /// - Throws: what the cluster answers.
    public func createTopic(_ name: String, partitions: Int = 4) throws(KafkaError) {
        let error = rd_kafka_mock_topic_create(handle.cluster, name, Int32(clamping: partitions), 1)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { throw .mock("creating topic \(name)", error.rawValue) }
    }

    /// Makes a broker unreachable, or reachable again.
    ///
    /// - Parameters:
    ///   - broker: its number, from 1.
    ///   - isDown: whether it is unreachable from now on.
    /// - Throws: what the cluster answers.
    public func setBroker(_ broker: Int, down isDown: Bool) throws(KafkaError) {
        let number = Int32(clamping: broker)
        let error =
            isDown
            ? rd_kafka_mock_broker_set_down(handle.cluster, number)
            : rd_kafka_mock_broker_set_up(handle.cluster, number)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { throw .mock("broker \(broker)", error.rawValue) }
        guard ports.indices.contains(broker - 1) else { return }
        let reservation = isDown ? PortReservation(port: ports[broker - 1]) : nil
        reservations.withLock { $0[broker] = reservation }
        if !isDown { ListeningSockets.disableDelay(ports: [ports[broker - 1]]) }
    }

    /// Delays every answer of a broker.
    ///
    /// - Parameters:
    ///   - broker: its number, from 1.
    ///   - roundTripTime: by how much, in whole milliseconds.
    /// - Throws: what the cluster answers.
    public func setBroker(_ broker: Int, roundTripTime: Duration) throws(KafkaError) {
        let milliseconds = Int32(clamping: roundTripTime.milliseconds)
        let error = rd_kafka_mock_broker_set_rtt(handle.cluster, Int32(clamping: broker), milliseconds)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { throw .mock("broker \(broker)", error.rawValue) }
    }

    /// Makes the next requests of a kind fail, one for each error.
    ///
    /// - Parameters:
    ///   - api: the kind of request, by its number in Kafka's protocol, such as 0 for Produce and 8 for OffsetCommit.
    ///   - errors: the errors, in order.
    public func failRequests(api: Int16, with errors: [KafkaError.ResponseCode]) {
        let codes = errors.map { rd_kafka_resp_err_t($0.rawValue) }
        rd_kafka_mock_push_request_errors_array(handle.cluster, api, codes.count, codes)
    }

    /// Answers every metadata request about a topic with an error.
    ///
    /// - Parameters:
    ///   - topic: the topic.
    ///   - error: the error.
    public func setTopic(_ topic: String, error: KafkaError.ResponseCode) {
        rd_kafka_mock_topic_set_error(handle.cluster, topic, rd_kafka_resp_err_t(error.rawValue))
    }
}

extension KafkaError {
    fileprivate static func mock(_ context: String, _ code: Int32) -> KafkaError {
        let responseCode = ResponseCode(rawValue: code)
        return KafkaError(.broker, "\(context): \(responseCode.reason)", responseCode: responseCode)
    }
}
