// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchNotification
import OsloNotifications

/// Bytes of notifications written and read in one thread, without any Kafka.
struct WireCase {
    private let options: Options
    private let payload: JSONValue
    private let instance: Instance
    private let record: [UInt8]

    init(_ options: Options) throws {
        self.options = options
        payload = try JSONValue(parsing: String(cString: bench_payload()))
        instance = try payload.decode(as: Instance.self)
        record = RecordValue.make(size: RecordValue.notificationSize)
        try Self.checkSize(OutgoingMessage(header: Self.header(), payload: payload), RecordValue.notificationSize)
        guard try JSONValue(encoding: instance) == payload else { throw BenchFailure("Instance is another payload") }
    }

    /// The notification built and written, its payload a value.
    func encode() throws {
        try measure {
            var writer = EnvelopeWriter(capacity: 2304)
            try writer.write(Self.header(), payload: payload)
            return writer.count
        }
    }

    /// The same from a type of the program's own.
    func encodeCodable() throws {
        try measure {
            var writer = EnvelopeWriter(capacity: 2304)
            try writer.write(Self.header(), payload: instance)
            return writer.count
        }
    }

    /// The record checked as a whole, its event type read.
    func read() throws {
        try measure { try EnvelopeReader.read(record).eventType?.utf8.count ?? 0 }
    }

    /// Four members of the payload read as well, as a handler does.
    func decode() throws {
        try measure {
            let payload = try EnvelopeReader.read(record).payload
            guard let id = payload["instance_id"]?.stringValue, let memory = payload["memory_mb"]?.intValue,
                let address = payload["fixed_ips"]?[0]?["address"]?.stringValue,
                let message = payload["message"]?.stringValue
            else { throw BenchFailure("a payload without its members") }
            return id.utf8.count &+ memory &+ address.utf8.count &+ message.utf8.count
        }
    }

    /// All that is in the payload read as well.
    func decodeAll() throws {
        try measure { Self.size(of: try EnvelopeReader.read(record).payload) }
    }

    private static func size(of value: JSONValue) -> Int {
        switch value {
        case .string(let text): text.utf8.count
        case .array(let elements): elements.reduce(1) { $0 &+ size(of: $1) }
        case .object(let object): object.reduce(1) { $0 &+ $1.key.utf8.count &+ size(of: $1.value) }
        default: 1
        }
    }

    /// The payload read as a type of the program's own.
    func decodeCodable() throws {
        try measure { try EnvelopeReader.read(record).payload(as: Instance.self).memoryMB }
    }

    /// (One in a million is shorter, whose time has no microseconds.)
    static func checkSize(_ message: OutgoingMessage, _ size: Int) throws {
        var writer = EnvelopeWriter()
        try writer.write(message)
        guard writer.count == size else {
            throw BenchFailure("the notification has \(writer.count) bytes instead of \(size)")
        }
    }

    private static func header() -> MessageHeader {
        MessageHeader(publisherID: "compute.compute-17", eventType: "compute.instance.create.end")
    }

    private func measure(_ body: () throws -> Int) throws {
        var checksum = 0
        for _ in 0..<options.warmup { checksum &+= try body() }
        let measurement = Measurement()
        for _ in 0..<options.count { checksum &+= try body() }
        measurement.print(count: options.count)
        guard checksum > 0 else { throw BenchFailure("nothing was written or read") }
    }
}
