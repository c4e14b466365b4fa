// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OpenStackMessages
import OsloNotifications

/// Samples and events that go from one side to the other.
enum CeilometerExamples {
    static let samples: [Ceilometer.Sample] = [
        Ceilometer.Sample(
            name: "volume.size", type: .gauge, unit: "GiB", volume: 2, resourceID: "r", projectID: "p", userID: "u",
            timestamp: "2024-02-29T12:34:56.789012+00:00", resourceMetadata: ["host": "h", "status": "available"]),
        Ceilometer.Sample(
            name: "network.incoming.bytes", type: .cumulative, unit: "B", volume: 18_446_744_073_709_551_615.0,
            resourceID: "é😀", projectName: "Projekt é", userName: "it's \"me\"", monotonicTime: 12345.678),
        Ceilometer.Sample(name: "", type: .delta, unit: "", volume: 1e-5, resourceID: nil, timestamp: nil),
        Ceilometer.Sample(
            name: "nested", type: .gauge, unit: "x", volume: -0.0, resourceID: "r",
            resourceMetadata: [
                "z": 1, "a": ["y": [1, 2.5, nil, true, "té\"xt", "it's", "both ' and \""], "b": ["c": ["d": false]]],
                "list": [["k'": ["é": ["\n\t\u{0}\u{7f}"]]], [], [[1e16, 9_100_000_000_000_000.0]]], "": "", "é": "\\",
            ],
            source: "swift"),
    ]

    static let events: [Ceilometer.Event] = [
        Ceilometer.Event(
            type: "compute.instance.create.end",
            traits: [
                Ceilometer.Trait("tenant_id", text: "té"), Ceilometer.Trait("vcpus", integer: 4),
                Ceilometer.Trait("load", float: 0.5),
                Ceilometer.Trait("launched_at", .datetime, "2024-02-29T12:34:56"),
            ],
            generated: "2024-02-29T12:34:56.789012"),
        Ceilometer.Event(
            type: "é", traits: [], generated: "2024-02-29T12:34:56",
            raw: ["payload": ["x": [1, ["y": "z"], "it's"]], "publisher_id": nil]),
    ]
}

extension Ceilometer.Sample {
    /// The arguments of Ceilometer's own class.
    var arguments: JSONValue {
        var members = members
        for (name, argument) in [
            ("counter_name", "name"), ("counter_type", "type"), ("counter_unit", "unit"), ("counter_volume", "volume"),
            ("message_id", "id"),
        ] {
            members[argument] = members[name]
            members[name] = nil
        }
        return ["sample": .object(members)]
    }
}
