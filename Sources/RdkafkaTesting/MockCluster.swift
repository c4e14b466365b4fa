// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka
public import Rdkafka

/// A Kafka cluster inside this process, for tests and for trying things out.
///
/// It is librdkafka's own mock: clients of any kind reach it at ``bootstrapServers``, from this process and from others
/// on this machine. It ends when the last reference to it goes. <doc:TestWithoutABroker> shows how to test a service with
/// it, and what it does not do.
///
/// Its functions take effect at once, and wait for that only as long as the cluster takes to note it.
public final class MockCluster: Sendable {
    let handle: MockClusterHandle
    /// That of each broker.
    let ports: [UInt16]
    /// Of brokers that are down, by their numbers.
    let reservations = Lock<[Int: PortReservation]>([:])

    /// Where clients connect: host and port of each broker.
    public let bootstrapServers: String

    /// How many brokers there are. They are numbered from 1.
    public var brokerCount: Int { ports.count }

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
}
