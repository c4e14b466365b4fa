// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// Asks a broker for metadata without librdkafka, which does not tell all of it.
enum RawMetadata {
    struct Failure: Error {
        let step: String
    }

    /// The rack of each broker that the broker at `address`, host and port, tells of.
    static func racks(of address: String) throws -> [Int32: String?] {
        guard let port = address.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw Failure(step: "port") }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(step: "socket") }
        defer { close(descriptor) }
        var local = sockaddr_in()
        local.sin_family = sa_family_t(AF_INET)
        local.sin_port = port.bigEndian
        local.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafeBytes(of: &local) { bytes in
            connect(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        guard connected == 0 else { throw Failure(step: "connect") }
        // Metadata version 1, correlation id 7, client id "t", no topics.
        let request: [UInt8] = [0, 3, 0, 1, 0, 0, 0, 7, 0, 1, UInt8(ascii: "t"), 0, 0, 0, 0]
        let framed = [0, 0, 0, UInt8(request.count)] + request
        guard write(descriptor, framed, framed.count) == framed.count else { throw Failure(step: "write") }
        var size = Answer(try read(descriptor, 4))
        var answer = Answer(try read(descriptor, Int(size.integer(4))))
        guard answer.integer(4) == 7 else { throw Failure(step: "correlation id") }
        var racks: [Int32: String?] = [:]
        for _ in 0..<answer.integer(4) {
            let id = Int32(answer.integer(4))
            _ = answer.string()
            _ = answer.integer(4)
            racks[id] = .some(answer.string())
        }
        return racks
    }

    private static func read(_ descriptor: Int32, _ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var part = [UInt8](repeating: 0, count: count - bytes.count)
            let got = Glibc.read(descriptor, &part, part.count)
            guard got > 0 else { throw Failure(step: "read") }
            bytes += part.prefix(got)
        }
        return bytes
    }

    private struct Answer {
        private var bytes: ArraySlice<UInt8>

        init(_ bytes: [UInt8]) {
            self.bytes = bytes[...]
        }

        mutating func integer(_ size: Int) -> Int64 {
            defer { bytes = bytes.dropFirst(size) }
            let value = bytes.prefix(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return size == 2 ? Int64(Int16(truncatingIfNeeded: value)) : Int64(Int32(truncatingIfNeeded: value))
        }

        /// Nil for null.
        mutating func string() -> String? {
            let length = Int(integer(2))
            guard length >= 0 else { return nil }
            defer { bytes = bytes.dropFirst(length) }
            return String(decoding: bytes.prefix(length), as: UTF8.self)
        }
    }
}
