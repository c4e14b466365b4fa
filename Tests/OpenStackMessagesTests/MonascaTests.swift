// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OpenStackMessages
internal import OsloNotifications
internal import Testing

struct MonascaTests {
    @Test("A metric's record has Monasca's members, in UTF-8 that is not escaped")
    func metric() throws {
        let metric = Monasca.Metric(
            name: "cpu.idle_perc", timestamp: 1_447_834_886_123, value: 99.5,
            dimensions: ["service": "é😀", "hostname": "h"], valueMeta: ["why": "\"\\\n\u{1}\u{7f}", "n": [1, 2.0]])
        let record = Monasca.MetricRecord(metric, tenantID: "t", region: "r", creationTime: 1_447_834_887)
        let bytes = try record.encoded()
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"metric": {"name": "cpu.idle_perc", "timestamp": 1447834886123, "value": 99.5, \
                "value_meta": {"why": "\\"\\\\\\n\\u0001\u{7f}", "n": [1, 2.0]}, \
                "dimensions": {"hostname": "h", "service": "é😀"}}, \
                "meta": {"tenantId": "t", "region": "r"}, "creation_time": 1447834887}
                """)
        #expect(try Monasca.MetricRecord(decoding: bytes) == record)
    }

    @Test("A log entry keeps whatever stands beside its message, in order")
    func log() throws {
        let text = """
            {"log": {"zone": 1, "message": "naïve\\u0000\\nline", "dimensions": {"path": "/var/log/x"}, "a": null}, \
            "creation_time": 1447834886, "meta": {"tenantId": "t", "region": "r"}}
            """
        let record = try Monasca.LogRecord(decoding: Array(text.utf8))
        #expect(record.content.message == "naïve\u{0}\nline")
        #expect(record.content.dimensions == ["path": "/var/log/x"])
        #expect(record.content.attributes.keys == ["zone", "a"])
        #expect(record.creationTime == 1_447_834_886)
        let written = try record.encoded()
        #expect(try Monasca.LogRecord(decoding: written) == record)
        #expect(try JSONValue(parsing: String(decoding: written, as: UTF8.self)) == JSONValue(parsing: text))
    }

    @Test("What is missing or null counts as none; a timestamp with a fraction is cut")
    func lenient() throws {
        let text = """
            {"metric": {"name": "m", "timestamp": 12.9, "value": 1, "value_meta": null}, \
            "meta": {"tenantId": "t", "region": "r"}, "creation_time": 1.5}
            """
        let record = try Monasca.MetricRecord(decoding: Array(text.utf8))
        #expect(record.content == Monasca.Metric(name: "m", timestamp: 12, value: 1))
        #expect(record.creationTime == 1)
    }

    @Test("A lone surrogate goes through, a number that is not finite does not")
    func oddValues() throws {
        let meta = try #require(try JSONValue(parsing: #"{"a": "\ud800é"}"#).objectValue)
        let metric = Monasca.Metric(name: "m", timestamp: 1, value: 1, valueMeta: meta)
        let record = Monasca.MetricRecord(metric, tenantID: "t", region: "r")
        #expect(try Monasca.MetricRecord(decoding: record.encoded()) == record)
        for value in [JSONValue.double(.nan), .double(-.infinity)] {
            let metric = Monasca.Metric(name: "m", timestamp: 1, value: value)
            let error = #expect(throws: MessageError.self) {
                try Monasca.MetricRecord(metric, tenantID: "t", region: "r").encoded()
            }
            #expect(error?.code == .unencodable)
        }
    }

    @Test(
        "A record that is wrong names the member, what it is and what is allowed",
        arguments: [
            ("", "notJSON: malformedJSON"),
            ("[]", "invalidField: the record is an array; allowed: an object"),
            ("{}", "missingField: metric is missing"),
            (#"{"metric": {"timestamp": 1, "value": 1}}"#, "missingField: metric: name is missing"),
            (#"{"metric": {"name": "", "timestamp": 1, "value": 1}}"#, "invalidField: metric: name is \"\"; allowed"),
            (#"{"metric": {"name": "m", "value": 1}}"#, "missingField: metric: timestamp is missing"),
            (
                #"{"metric": {"name": "m", "timestamp": 1e300, "value": 1}}"#,
                "invalidField: metric: timestamp is 1e+300; allowed: an integer of 64 bits"
            ),
            (
                #"{"metric": {"name": "m", "timestamp": NaN, "value": 1}}"#,
                "invalidField: metric: timestamp is NaN; allowed: an integer of 64 bits"
            ),
            (
                #"{"metric": {"name": "m", "timestamp": 1, "value": "high"}}"#,
                #"invalidField: metric: value is "high"; allowed: a number"#
            ),
            (
                #"{"metric": {"name": "m", "timestamp": 1, "value": 1, "dimensions": {"host": 1}}}"#,
                "invalidField: metric: dimensions.host is 1; allowed: a text"
            ),
            (
                #"{"metric": {"name": "m", "timestamp": 1, "value": 1, "value_meta": []}}"#,
                "invalidField: metric: value_meta is an array; allowed: an object"
            ),
            (#"{"metric": {"name": "m", "timestamp": 1, "value": 1}}"#, "missingField: meta is missing"),
            (
                #"{"metric": {"name": "m", "timestamp": 1, "value": 1}, "meta": {"region": "r"}}"#,
                "missingField: meta.tenantId is missing"
            ),
        ])
    func wrong(text: String, expected: String) throws {
        let error = #expect(throws: MessageError.self) { try Monasca.MetricRecord(decoding: Array(text.utf8)) }
        #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "")")
    }

    @Test("An instant in milliseconds is rounded down, before 1970 too")
    func instant() throws {
        #expect(Monasca.Metric.timestamp(try #require(UTCTimestamp("1970-01-01T00:00:01.234999"))) == 1234)
        #expect(Monasca.Metric.timestamp(try #require(UTCTimestamp("1969-12-31T23:59:59.999999"))) == -1)
    }
}
