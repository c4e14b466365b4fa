// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// JSON text in UTF-8: as Python's `json.dumps(…, ensure_ascii=False)` writes it.
struct UTF8JSON {
    private(set) var bytes: [UInt8] = []

    static func bytes(of value: JSONValue) throws(MessageError) -> [UInt8] {
        var text = UTF8JSON()
        try text.append(value, depth: 0)
        return text.bytes
    }

    private mutating func append(_ value: JSONValue, depth: Int) throws(MessageError) {
        guard depth <= WireLimits.maximumDepth else {
            throw MessageError(
                .unencodable, "nested deeper than \(WireLimits.maximumDepth) arrays and objects")
        }
        switch value {
        case .string(let text): append(text)
        case .double(let number) where !number.isFinite:
            throw MessageError(.unencodable, "\(value) has no JSON form")
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                try append(element, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.enumerated() {
                if index > 0 { bytes += ", ".utf8 }
                append(member.key)
                bytes += ": ".utf8
                try append(member.value, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "}"))
        default:
            // The same in both forms; a text with a lone surrogate has no other than with escapes.
            bytes += value.description.utf8
        }
    }

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                let escaped = JSONValue(String(UnicodeScalar(byte))).description.utf8
                bytes += escaped.dropFirst().dropLast()
            } else {
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
