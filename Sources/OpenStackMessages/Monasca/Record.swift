// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Monasca {
    /// What can be the content of a record: a ``Metric`` or a ``LogEntry``.
    public protocol Content: Sendable, Hashable {
        /// The topic that Monasca uses unless told otherwise.
        static var topic: String { get }
        /// The member of the record that holds it.
        static var field: String { get }

        /// Reads it. Members that it doesn't know are passed over, unless it says otherwise.
        ///
        /// - Throws: `missingField`, `invalidField`.
        init(members: JSONObject) throws(MessageError)

        /// It as a JSON object.
        var members: JSONObject { get }
    }

    /// A record: its content, and whose it is.
    public struct Record<Body: Content>: Sendable, Hashable {
        /// The metric or the log entry.
        public var content: Body
        /// The tenant, a project of Keystone (`meta.tenantId`).
        public var tenantID: String
        /// The region (`meta.region`).
        public var region: String
        /// When the record was made, in seconds since 1970 (`creation_time`).
        public var creationTime: Int64

        /// Creates a record.
        public init(
            _ content: Body,
            tenantID: String,
            region: String,
            creationTime: Int64 = UTCTimestamp.now().secondsSinceEpoch
        ) {
            self.content = content
            self.tenantID = tenantID
            self.region = region
            self.creationTime = creationTime
        }
    }

    /// A metric in its record.
    public typealias MetricRecord = Record<Metric>
    /// A log entry in its record.
    public typealias LogRecord = Record<LogEntry>
}

extension Monasca.Record {
    /// Reads a record's value.
    ///
    /// - Throws: `notJSON` with the byte at which it is wrong, `missingField`, `invalidField`.
    public init(decoding value: Span<UInt8>) throws(MessageError) {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: value)
        } catch {
            throw MessageError(.notJSON, "\(error)")
        }
        guard let members = document.objectValue else {
            throw MessageError(.invalidField, "the record is \(document.briefDescription); allowed: an object")
        }
        try self.init(members: members)
    }

    /// Reads a record's value.
    ///
    /// - Throws: `notJSON` with the byte at which it is wrong, `missingField`, `invalidField`.
    public init(decoding value: [UInt8]) throws(MessageError) {
        try self.init(decoding: value.span)
    }

    /// Reads a record.
    ///
    /// - Throws: `missingField`, `invalidField`.
    public init(members: JSONObject) throws(MessageError) {
        let fields = MessageFields(members)
        let content: Body
        let body = try fields.members(Body.field)
        do throws(MessageError) {
            content = try Body(members: body)
        } catch {
            throw error.telling(Body.field)
        }
        let meta = MessageFields(try fields.members("meta"), prefix: "meta.")
        self.init(
            content,
            tenantID: try meta.text("tenantId"),
            region: try meta.text("region"),
            creationTime: try fields.integer("creation_time"))
    }

    /// The record as a JSON object.
    public var members: JSONObject {
        [
            Body.field: .object(content.members),
            "meta": ["tenantId": .string(tenantID), "region": .string(region)],
            "creation_time": .integer(creationTime),
        ]
    }

    /// The record's value: JSON in UTF-8, not escaped to ASCII, without line feeds.
    ///
    /// - Throws: `unencodable` for a number that is not finite, and for what is nested too deep.
    public func encoded() throws(MessageError) -> [UInt8] {
        try UTF8JSON.bytes(of: .object(members))
    }
}
