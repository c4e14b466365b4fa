// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Testing

@testable import Rdkafka

@Suite struct TopicConfigMergeTests {
    private func entry(_ name: String, _ value: String?, _ source: ConfigSource) -> (String, ConfigEntry) {
        (
            name,
            ConfigEntry(
                name: name, value: value, source: source, isReadOnly: false, isDefault: source == .kafkaDefault,
                isSensitive: false, synonyms: [])
        )
    }

    private func merged(_ changes: ConfigChange...) -> [String: String] {
        let entries = Dictionary(uniqueKeysWithValues: [
            entry("retention.ms", "1", .topic), entry("cleanup.policy", "delete", .kafkaDefault),
            entry("list", "a,b", .topic), entry("segment.bytes", "9", .staticBroker),
        ])
        return TopicConfigMerge.merged(entries, changes)
    }

    @Test func whatIsSetForTheTopicStays() {
        #expect(merged() == ["retention.ms": "1", "list": "a,b"])
    }

    @Test func valuesAreSetAndDeleted() {
        #expect(
            merged(.set("segment.bytes", to: "5"), .delete("retention.ms"), .delete("absent"))
                == ["segment.bytes": "5", "list": "a,b"])
    }

    @Test func listsGrowAndShrink() {
        #expect(merged(ConfigChange("list", .append("b,c")))["list"] == "a,b,c")
        #expect(merged(ConfigChange("list", .subtract("a,x")))["list"] == "b")
        // One that is not set for the topic begins with the value that counts.
        #expect(merged(ConfigChange("cleanup.policy", .append("compact")))["cleanup.policy"] == "delete,compact")
        #expect(merged(ConfigChange("absent", .append("x")))["absent"] == "x")
    }

    @Test func aChangeDoesNotPrintItsValue() {
        let change = ConfigChange.set("ssl.key.password", to: "SECRET")
        #expect("\(change)" == "set ssl.key.password")
        #expect(!String(reflecting: change).contains("SECRET"))
        var dumped = ""
        dump(change, to: &dumped)
        #expect(!dumped.contains("SECRET"))
    }
}
