// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// A broker and a topic for each round: a new topic where the case writes, one that was filled once where it reads.
final class TopicSupply {
    struct Place {
        let broker: any Broker
        let topic: String
    }

    private let `case`: Case
    private let kind: BrokerKind
    private let properties: [String]
    private let startBroker: (BrokerKind) throws(BenchError) -> any Broker
    private var filled: Place?
    private var places: [Place] = []
    private var count = 0

    init(
        case: Case,
        kind: BrokerKind,
        properties: [String],
        startBroker: @escaping (BrokerKind) throws(BenchError) -> any Broker
    ) {
        self.case = `case`
        self.kind = kind
        self.properties = properties
        self.startBroker = startBroker
    }

    func open() throws(BenchError) -> Place {
        if let filled { return filled }
        let broker = try startBroker(kind)
        count += 1
        // Notifications of a topic and the priority info go to the Kafka topic with that ending.
        let place = Place(broker: broker, topic: "bench-\(`case`.name)-\(getpid())-\(count).info")
        try broker.createTopic(place.topic, partitions: `case`.partitions(on: kind))
        places.append(place)
        if `case`.reads {
            try fill(place)
            filled = place
        }
        return place
    }

    /// The round with the place is over.
    func finish(_ place: Place) throws(BenchError) {
        if filled == nil { close() }
    }

    func close() {
        for place in places {
            try? place.broker.deleteTopic(place.topic)
            place.broker.stop()
        }
        places = []
    }

    /// Some more than is read: a loop that takes whole batches begins its section up to a batch late.
    private func fill(_ place: Place) throws(BenchError) {
        let amount = `case`.amount(on: kind)
        let records = amount.records + amount.warmup + 4000
        let arguments = [
            "fill", "-b", place.broker.bootstrap, "-t", place.topic, "-n", "\(records)",
            "-s", "\(`case`.recordSize)", "-p", "\(`case`.partitions(on: kind))",
        ]
        try Tools.cbench(arguments, properties)
    }
}
