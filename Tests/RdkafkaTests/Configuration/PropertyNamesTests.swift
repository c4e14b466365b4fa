// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Testing

@Suite struct PropertyNamesTests {
    @Test func allPropertiesAreListed() {
        let names = KafkaConfiguration.propertyNames
        #expect(names == names.sorted() && Set(names).count == names.count)
        for name in [
            "bootstrap.servers", "metadata.broker.list", "group.id", "linger.ms", "acks", "request.required.acks",
            "message.timeout.ms", "compression.codec", "sasl.password", "ssl.ca.location", "statistics.interval.ms",
            "partition.assignment.strategy", "auto.offset.reset", "security.protocol",
        ] {
            #expect(names.contains(name), "\(name)")
        }
        // Names only: nothing of the heading or of the rules.
        #expect(names.count > 150)
        #expect(
            names.allSatisfy {
                $0.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || "._0123456789".utf8.contains($0) }
            })
    }
}
