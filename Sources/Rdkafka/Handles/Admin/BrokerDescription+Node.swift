// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

extension BrokerDescription {
    /// A broker of an answer; nil where the answer names none.
    init?(_ node: OpaquePointer?) {
        guard let node = unsafe node, unsafe rd_kafka_Node_id(node) >= 0 else { return nil }
        unsafe self.init(
            id: rd_kafka_Node_id(node), host: String(c: rd_kafka_Node_host(node)) ?? "",
            port: Int(rd_kafka_Node_port(node)), rack: String(c: crdkafka_node_rack(node)))
    }

    static func identifier(_ node: OpaquePointer?) -> Int32? {
        guard let node = unsafe node else { return nil }
        let id = unsafe rd_kafka_Node_id(node)
        return id >= 0 ? id : nil
    }
}
