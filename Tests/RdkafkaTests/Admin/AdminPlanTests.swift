// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct AdminPlanTests {
    @Test func onlyWhatIsNotRefusedIsAskedFor() async throws {
        let plan = AdminPlan(["b", "no name", "a", "b"], refusal: NameCheck.topicRefusal)
        let results = try await plan.results {
            (names: [String]) throws(KafkaError) -> [String: Result<Int, KafkaError>] in
            #expect(names == ["b", "a"])
            return ["b": .success(2), "c": .success(3)]
        }
        #expect(results.map(\.key) == ["b", "no name", "a"])
        #expect(results.values == ["b": 2])
        #expect(results.failures.mapValues(\.code) == ["no name": .invalidArgument, "a": .broker])
        #expect(results["c"] == nil)
        #expect(throws: KafkaError.self) { try results.get() }
    }

    @Test func whereAllIsRefusedNothingIsAskedFor() async throws {
        let results = try await AdminPlan(["", "."], refusal: NameCheck.topicRefusal).results {
            (_: [String]) throws(KafkaError) -> [String: Result<Int, KafkaError>] in
            Issue.record("asked")
            return [:]
        }
        #expect(results.count == 2)
        #expect(results.values.isEmpty)
    }
}
