// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import bench

@Suite struct OptionsTests {
    @Test func allCasesOnBothBrokersUnlessGiven() throws {
        let options = try Options(["--kafka", "127.0.0.1:9092"])
        #expect(options.cases.count == Case.all.count)
        #expect(options.brokers == [.mock, .kafka])
        #expect(options.rounds == 7)
    }

    @Test func casesAndOptionsInAnyOrder() throws {
        let options = try Options(["idle", "--broker", "mock", "--rounds", "3", "awaited-64", "-X", "linger.ms=5"])
        #expect(options.cases.map(\.name) == ["idle", "awaited-64"])
        #expect(options.rounds == 3)
        #expect(options.properties == ["linger.ms=5"])
    }

    @Test func aKafkaMayHaveSeveralProcessesAndNeedPropertiesToBeReached() throws {
        let address = ["--kafka", "127.0.0.1:9092", "--kafka-pid", "1", "--kafka-pid", "2"]
        let options = try Options(
            address + ["-X", "security.protocol=ssl", "-X", "linger.ms=5", "-X", "ssl.ca.location=a"])
        #expect(options.kafkaProcessIDs == [1, 2])
        #expect(options.connectionProperties == ["security.protocol=ssl", "ssl.ca.location=a"])
        #expect(options.properties.count == 3)
    }

    @Test(arguments: [
        [], ["--broker", "x"], ["--broker"], ["--broker", "mock", "--rounds", "0"], ["--broker", "mock", "nothing"],
    ])
    func whatIsWrongIsAnError(arguments: [String]) {
        #expect(throws: BenchError.self) { try Options(arguments) }
    }
}
