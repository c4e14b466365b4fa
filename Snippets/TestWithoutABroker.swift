// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
// snippet.cluster
import RdkafkaTesting

let cluster = try MockCluster(brokers: 2)
let service = try OrderService(kafka: ["bootstrap.servers": cluster.bootstrapServers])
try await service.place(order: 1)
// snippet.end

// snippet.refused
cluster.failRequests(api: .produce, with: [.policyViolation])
do {
    try await service.place(order: 2)
    preconditionFailure("the order must fail")
} catch let error as KafkaError {
    precondition(error.responseCode == .policyViolation)
}
// snippet.end

// snippet.outage
for broker in 1...cluster.brokerCount { try cluster.setBroker(broker, down: true) }
async let late: Void = service.place(order: 3)
for broker in 1...cluster.brokerCount { try cluster.setBroker(broker, down: false) }
try await late
// snippet.end

func trackRequests() async throws {
    // snippet.tracking
    try cluster.startTrackingRequests()
    try await service.place(order: 4)
    let requests = try cluster.trackedRequests().filter { $0.api == .produce }
    precondition(requests.count == 1)
    // snippet.end
}
if LibrdkafkaVersion.running.minor >= 3 { try await trackRequests() }

await service.shutdown()

struct OrderService {
    private let producer: KafkaProducer

    init(kafka: KafkaConfiguration) throws {
        producer = try KafkaProducer(configuration: kafka)
    }

    func place(order: Int) async throws {
        _ = try await producer.send(ProducerRecord(topic: "orders", value: Array("order \(order)".utf8)))
    }

    func shutdown() async {
        await producer.shutdown()
    }
}
