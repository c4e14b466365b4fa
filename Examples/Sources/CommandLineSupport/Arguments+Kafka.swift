// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Arguments {
    /// The brokers, as librdkafka takes them. It would try what is no address as if it were a name, without end.
    package func brokers() throws(CommandFailure) -> String {
        let text = try text("brokers")
        for broker in text.split(separator: ",", omittingEmptySubsequences: false) where !Self.isBroker(broker) {
            throw CommandFailure(
                .usage,
                "--brokers is '\(Self.masked(text))'; allowed: HOST[:PORT][,HOST[:PORT]...], an IPv6 address in []")
        }
        return text
    }

    /// The topic: up to 249 of the characters that Kafka allows.
    package func topic() throws(CommandFailure) -> String {
        let topic = try text("topic")
        let isAllowed = topic.utf8.allSatisfy { Self.isOfWord($0) || "._-".utf8.contains($0) }
        guard isAllowed, topic.utf8.count <= 249, topic != ".", topic != ".." else {
            throw CommandFailure(
                .usage,
                "--topic is '\(topic)'; allowed: up to 249 of A-Z, a-z, 0-9, '.', '_' and '-', but not '.' or '..'")
        }
        return topic
    }

    private static func isBroker(_ text: Substring) -> Bool {
        var host = text
        if text.first != "[" || text.last != "]", let colon = text.lastIndex(of: ":") {
            guard let port = UInt16(text[text.index(after: colon)...]), port > 0 else { return false }
            host = text[..<colon]
        }
        if host.first == "[", host.last == "]" {
            let address = host.dropFirst().dropLast()
            return !address.isEmpty && address.utf8.allSatisfy { isOfWord($0) || ":.%".utf8.contains($0) }
        }
        return !host.isEmpty && host.utf8.allSatisfy { isOfWord($0) || "._-".utf8.contains($0) }
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    /// Without what may be a login.
    private static func masked(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        return "***\(text[at...])"
    }
}
