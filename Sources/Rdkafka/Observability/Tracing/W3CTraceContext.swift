// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A position in a trace, as W3C's Trace Context writes it: <https://www.w3.org/TR/trace-context/>.
public struct W3CTraceContext: Sendable, Hashable {
    /// The trace: 32 lower-case hexadecimal digits, not all 0.
    public let traceID: String
    /// The span that the record was sent in: 16 lower-case hexadecimal digits, not all 0.
    public let parentID: String
    /// The flags; the lowest bit is ``isSampled``.
    public let flags: UInt8
    /// `tracestate`: what vendors add, as it came; nil for nothing.
    public let state: String?

    /// Whether the sender records its part of the trace.
    public var isSampled: Bool { flags & 1 != 0 }

    /// A position in a trace; nil when one of the identifiers is not allowed.
    public init?(traceID: String, parentID: String, flags: UInt8 = 1, state: String? = nil) {
        guard Self.isIdentifier(traceID, digits: 32), Self.isIdentifier(parentID, digits: 16) else { return nil }
        self.traceID = traceID
        self.parentID = parentID
        self.flags = flags
        self.state = state.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What the two headers say; nil when `traceparent` is not allowed. A version after 00 is read as far as 00 goes,
    /// as the standard asks for.
    public init?(traceparent: String, tracestate: String? = nil) {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, Self.isHexadecimal(parts[0], digits: 2), parts[0] != "ff",
            parts[0] != "00" || parts.count == 4,
            Self.isHexadecimal(parts[3], digits: 2), let flags = UInt8(parts[3], radix: 16)
        else { return nil }
        self.init(traceID: String(parts[1]), parentID: String(parts[2]), flags: flags, state: tracestate)
    }

    /// The value of the header `traceparent`.
    public var traceparent: String {
        "00-\(traceID)-\(parentID)-\(flags < 16 ? "0" : "")\(String(flags, radix: 16))"
    }

    private static func isIdentifier(_ text: String, digits: Int) -> Bool {
        isHexadecimal(text, digits: digits) && text.utf8.contains { $0 != UInt8(ascii: "0") }
    }

    private static func isHexadecimal(_ text: some StringProtocol, digits: Int) -> Bool {
        text.utf8.count == digits
            && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}
