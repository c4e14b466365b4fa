// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OpenStackMessages
import OsloNotifications
import TestSupport
import Testing

extension OpenStackInterop {
    /// Swift sends notifications, the real ceilometer-agent-notification turns them into samples and events and
    /// publishes these, and Swift receives them.
    @Suite struct CeilometerAgent {
        let notifications = uniqueTopic("agent")
        let samplesTopic = uniqueTopic("agent-samples")
        let eventsTopic = uniqueTopic("agent-events")
        let count = 20

        @Test("The real ceilometer-agent-notification makes every sample and event of the notifications, none missing")
        func everySample() async throws {
            let arguments = try [
                Interop.bootstrap(), uniqueGroup("agent"), notifications, samplesTopic, eventsTopic, secret,
            ]
            try await OpenStackProgram.whileRunning("ceilometer_agent.py", arguments) { _ in
                try await whileReceiving(Ceilometer.Event.self, on: eventsTopic) { events in
                    try await whileReceiving(Ceilometer.Sample.self, on: samplesTopic) { samples in
                        try await warmUp(until: events)
                        try await sendAll()
                        try await check(samples, events)
                    }
                }
            }
        }

        /// oslo.messaging throws one message away, the first that it gets within its first 5 seconds (D9): the first of
        /// these, or none. When one has become an event, these seconds are over.
        private func warmUp(until events: Collected<Result<Ceilometer.Event, MessageError>>) async throws {
            let notifier = try notifier()
            for _ in 0..<2 { try await notifier.info("warm.up", payload: [:]) }
            try await events.waitForCount(1)
        }

        private func sendAll() async throws {
            let notifier = try notifier()
            for number in 0..<count {
                for event in ["create.end", "delete.end"] {
                    try await notifier.info("compute.instance.\(event)", payload: instance(number))
                }
                try await notifier.info("volume.create.end", payload: volume(number))
            }
        }

        private func check(
            _ samples: Collected<Result<Ceilometer.Sample, MessageError>>,
            _ events: Collected<Result<Ceilometer.Event, MessageError>>
        ) async throws {
            let ofInstances =
                [
                    "memory": 512, "vcpus": 2, "disk.root.size": 20, "disk.ephemeral.size": 3,
                ] as [String: JSONValue]
            var wanted: [String: Int] = [:]
            for number in 0..<count {
                for (name, volume) in ofInstances { wanted["\(name) \(volume) instance-\(number)"] = 2 }
                wanted["compute.instance.booting.time 1.0 instance-\(number)"] = 1
                wanted["volume.size 7 volume-\(number)"] = 1
            }
            let received = try await samples.waitForCount(wanted.values.reduce(0, +))
            var found: [String: Int] = [:]
            for sample in received {
                let sample = try sample.get()
                found["\(sample.name) \(sample.volume) \(sample.resourceID ?? "")", default: 0] += 1
                #expect(sample.type == .gauge)
                #expect(sample.projectID == "tenant é")
                #expect(sample.measuredAt != nil)
            }
            #expect(found == wanted)

            let isWanted = { @Sendable (event: Result<Ceilometer.Event, MessageError>) in
                (try? event.get().type) != "warm.up"
            }
            let made = try await events.wait { [count] in $0.count(where: isWanted) >= 3 * count }.filter(isWanted)
            var types: [String: Int] = [:]
            for event in made { types[try event.get().type, default: 0] += 1 }
            #expect(
                types == [
                    "compute.instance.create.end": count, "compute.instance.delete.end": count,
                    "volume.create.end": count,
                ])
        }

        private func notifier() throws -> Notifier {
            try Notifier(transport: Interop.transport(), publisherID: "compute.host1", topics: [notifications])
        }

        private func instance(_ number: Int) -> JSONValue {
            [
                "tenant_id": "tenant é", "user_id": "u", "instance_id": "instance-\(number)", "display_name": "d",
                "memory_mb": 512, "vcpus": 2, "root_gb": 20, "ephemeral_gb": 3, "disk_gb": 23, "host": "host1",
                "state": "active", "instance_flavor_id": "1", "instance_type": "m1.tiny", "metadata": [:],
                "image_meta": ["base_image_ref": "image"], "created_at": "2024-02-29 12:34:56",
                "launched_at": "2024-02-29 12:34:57", "deleted_at": "",
            ]
        }

        private func volume(_ number: Int) -> JSONValue {
            [
                "tenant_id": "tenant é", "user_id": "u", "volume_id": "volume-\(number)", "size": 7,
                "display_name": "d", "status": "available", "volume_type": nil, "created_at": "2024-02-29 12:34:56",
                "launched_at": "2024-02-29 12:34:57", "host": "host1", "snapshot_id": nil, "availability_zone": "nova",
                "replication_status": "disabled", "metadata": [],
            ]
        }
    }
}
