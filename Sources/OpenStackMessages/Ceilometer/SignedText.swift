// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// What a signature is over: names and values as Python's `str` writes them.
///
/// Objects within objects are flattened, their names joined by colons. Within a list texts are bytes for Python, so
/// that they stand there as `b'…'`, and objects as Python's dictionaries.
struct SignedText {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ message: JSONObject) throws(MessageError) {
        try append(message, prefix: "", depth: 1)
    }

    private mutating func append(_ object: JSONObject, prefix: String, depth: Int) throws(MessageError) {
        try Self.check(depth: depth)
        for (name, value) in object.sortedMembers {
            let path = prefix + name
            switch value {
            case .object(let inner): try append(inner, prefix: path + ":", depth: depth + 1)
            case _ where path == Ceilometer.Signer.field: continue
            case .string(let text): bytes += "\(path)\(text)".utf8
            default:
                bytes += path.utf8
                try appendLiteral(value, path, depth: depth)
            }
        }
    }

    private mutating func appendLiteral(_ value: JSONValue, _ path: String, depth: Int) throws(MessageError) {
        switch value {
        case .null: bytes += "None".utf8
        case .bool(let flag): bytes += (flag ? "True" : "False").utf8
        case .integer, .bigInteger: bytes += value.description.utf8
        case .double(let number): bytes += Self.text(of: number).utf8
        case .string(let text): appendBytesLiteral(text)
        case .illFormedString: throw MessageError(.unencodable, "\(path) has a lone surrogate, which can't be signed")
        case .array(let elements):
            try Self.check(depth: depth + 1)
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                try appendLiteral(element, path, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            try Self.check(depth: depth + 1)
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.sortedMembers.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                appendBytesLiteral(member.key)
                bytes += ": ".utf8
                try appendLiteral(member.value, path, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Python's `repr` of bytes.
    private mutating func appendBytesLiteral(_ text: String) {
        let isQuoted = text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\""))
        let quote = UInt8(ascii: isQuoted ? "\"" : "'")
        bytes += [UInt8(ascii: "b"), quote]
        for byte in text.utf8 {
            switch byte {
            case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case 0x20..<0x7F: bytes.append(byte)
            default: bytes += "\\x\(String(byte >> 4, radix: 16))\(String(byte & 15, radix: 16))".utf8
            }
        }
        bytes.append(quote)
    }

    /// Python's `repr` of a float, which differs from its JSON for those that are not finite.
    private static func text(of number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        return JSONValue(number).description
    }

    private static func check(depth: Int) throws(MessageError) {
        guard depth <= WireLimits.maximumDepth else {
            throw MessageError(
                .unencodable, "nested deeper than \(WireLimits.maximumDepth) arrays and objects")
        }
    }
}

extension JSONObject {
    /// By name, code point by code point, which is the order of the bytes of UTF-8 too.
    fileprivate var sortedMembers: [(key: String, value: JSONValue)] {
        sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}
