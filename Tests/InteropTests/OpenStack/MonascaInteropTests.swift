// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import OpenStackMessages
import OsloNotifications
import TestSupport
import Testing

extension OpenStackInterop {
    @Suite("Monasca") struct MonascaSuite {
        let topic = uniqueTopic("monasca")
        let group = uniqueGroup("monasca")

        private let metrics: [Monasca.Metric] = [
            Monasca.Metric(name: "cpu.idle_perc", timestamp: 1_447_834_886_123, value: 99.5),
            Monasca.Metric(
                name: "disk.space used", timestamp: 0, value: 7,
                dimensions: ["hostname": "höst😀", "mount point": "/a,b=c d\\e", "az": "1"],
                valueMeta: ["why": "line\n\"quoted\" é", "n": [1, 2.0, nil]]),
            Monasca.Metric(name: "é", timestamp: 253_402_300_799_999, value: -1e-5, valueMeta: [:]),
        ]
        private let entries: [Monasca.LogEntry] = [
            Monasca.LogEntry(message: "plain", dimensions: ["hostname": "h"]),
            Monasca.LogEntry(
                message: "naïve 😀 \"quoted\" \\ \u{0}\u{7f}\nline",
                dimensions: ["path": "/var/log/é", "service": "x y"],
                attributes: ["level": "ERROR", "number": 1.0, "nested": ["a": [nil, true]]]),
        ]

        @Test("The real persister reads the metrics that are written, and makes points of them")
        func metricsArePersisted() async throws {
            try await write(
                metrics.map { try Monasca.MetricRecord($0, tenantID: "ténant", region: "r 1").encoded() }, to: topic)
            let arguments = [try Interop.bootstrap(), group, topic, "\(metrics.count)"]
            try await OpenStackProgram.whileRunning("monasca_persist.py", arguments) { process in
                // In the text of a point only a line feed would end a line, and it is written as two characters.
                let points = try await process.standardOutput.lines(atLeast: metrics.count)
                #expect(
                    points.sorted() == [
                        #"cpu.idle_perc,_region=r\ 1,_tenant_id=ténant value=99.5,value_meta="{}" 1447834886123"#,
                        #"disk.space\ used,_region=r\ 1,_tenant_id=ténant,az=1,hostname=höst😀,"#
                            + #"mount\ point=/a\,b\=c\ d\\e value=7.0,value_meta="{\"why\": \"line\\n\\\"quoted\\\" é\", "#
                            + #"\"n\": [1, 2.0, null]}" 0"#,
                        #"é,_region=r\ 1,_tenant_id=ténant value=-1e-05,value_meta="{}" 253402300799999"#,
                    ])
            }
        }

        @Test("monasca-common reads the log records that are written, and they are those of Monasca's API")
        func logsAreRead() async throws {
            let records = entries.map { Monasca.LogRecord($0, tenantID: "ténant", region: "r 1") }
            try await write(records.map { try $0.encoded() }, to: topic)
            let lines = try await OpenStackProgram.output(
                "monasca_read.py", [try Interop.bootstrap(), group, topic, "\(records.count)"])
            #expect(lines.count == records.count)
            for record in records {
                let line = try #require(lines.first { $0["record"] == .object(record.members) })
                #expect(line["same"] == true)
            }
        }

        @Test("Metrics that Monasca's API makes and monasca-common writes are received, typed")
        func metricsArrive() async throws {
            try await send(metrics.map { ["metric": .object($0.members)] })
            let values = try await Interop.rawValues(metrics.count, of: [topic])
            let records = try #require(values[topic]).map { try Monasca.MetricRecord(decoding: $0) }
            check(records.map { ($0.tenantID, $0.region, $0.creationTime) })
            #expect(Set(records.map(\.content)) == Set(metrics))
        }

        @Test("Log records that Monasca's API makes and monasca-common writes are received, typed")
        func logsArrive() async throws {
            try await send(entries.map { ["log": .object($0.members)] })
            let values = try await Interop.rawValues(entries.count, of: [topic])
            let records = try #require(values[topic]).map { try Monasca.LogRecord(decoding: $0) }
            check(records.map { ($0.tenantID, $0.region, $0.creationTime) })
            #expect(Set(records.map(\.content)) == Set(entries))
        }

        private func send(_ lines: [JSONValue]) async throws {
            try await OpenStackProgram.send(
                "monasca_write.py", [try Interop.bootstrap(), topic, "ténant", "r 1"], lines)
        }

        private func check(_ records: [(tenantID: String, region: String, creationTime: Int64)]) {
            let now = UTCTimestamp.now().secondsSinceEpoch
            for record in records {
                #expect(record.tenantID == "ténant")
                #expect(record.region == "r 1")
                #expect((now - 600...now + 1).contains(record.creationTime))
            }
        }
    }
}
