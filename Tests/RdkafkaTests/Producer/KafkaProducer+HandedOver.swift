// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

@testable import Rdkafka

extension KafkaProducer {
    /// Waits until so many records are librdkafka's: room is taken for them before.
    func handedOver(_ count: Int) async {
        while counters.inFlightRecords < count || core.gate.callsUnderWay > 0 { await Task.yield() }
    }
}
