// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// For librdkafka 2.3 and later.
struct DescribeClusterOperation: AdminOperation {
    var name: String { "describing the cluster" }

    func submit(_ request: borrowing AdminRequest) {
        unsafe crdkafka_describe_cluster(request.client, request.options, request.queue)
    }

    func answer(_ event: borrowing EventHandle) -> ClusterDescription {
        let pointer = unsafe event.pointer
        let brokers = unsafe AdminArray.elements({ unsafe crdkafka_cluster_brokers(pointer, $0) }).map { node in
            unsafe BrokerDescription(node)
        }
        return unsafe ClusterDescription(
            clusterID: String(c: crdkafka_cluster_id(pointer)),
            controller: BrokerDescription.identifier(crdkafka_cluster_controller(pointer)),
            brokers: brokers.compactMap { $0 }.sorted { $0.id < $1.id })
    }
}
