// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension KafkaLogEvent {
    /// The broker that the line is about, as librdkafka names it, such as `kafka1:9092/1` or `GroupCoordinator`; nil
    /// where the line is about none.
    public var broker: String? {
        var text = message[...]
        // The thread that speaks, unless the property `log.thread.name` is false.
        if text.hasPrefix("[thrd:"), let end = text.firstRange(of: "]: ") { text = text[end.upperBound...] }
        guard let end = text.firstRange(of: ": ") else { return nil }
        let name = text[..<end.lowerBound]
        return Self.isBroker(name) ? String(name) : nil
    }

    /// What goes with the message, by name: `kafka.client`, `kafka.facility`, and `kafka.broker` where there is one.
    public var metadata: [String: String] {
        var metadata = ["kafka.client": client, "kafka.facility": facility]
        if let broker { metadata["kafka.broker"] = broker }
        return metadata
    }

    /// Whether that is one of librdkafka's names of a broker: `[protocol://]host:port/id`, `…/bootstrap`, or of a
    /// connection by its purpose.
    private static func isBroker(_ name: Substring) -> Bool {
        if name == "GroupCoordinator" || name == "TxnCoordinator" { return true }
        guard !name.contains(" "), let slash = name.lastIndex(of: "/") else { return false }
        let id = name[name.index(after: slash)...]
        return name[..<slash].contains(":") && (id == "bootstrap" || Int32(id) != nil)
    }
}
