// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The seven priorities of a notification.
public enum NotificationPriority: String, Sendable, Hashable, CaseIterable {
    /// For audit trails.
    case audit
    /// For debugging.
    case debug
    /// The usual one.
    case info
    /// A warning; the word on the wire is `WARN`.
    case warn
    /// An error.
    case error
    /// A critical error.
    case critical
    /// A measurement.
    case sample

    /// The same as ``warn``: there is no "warning" on the wire.
    public static var warning: NotificationPriority { .warn }

    /// The priority that `word` means, in any case; `nil` for anything else, `WARNING` included, as in Python.
    public init?(word: some StringProtocol) {
        self.init(wordBytes: word.utf8)
    }

    init?(wordBytes: some Collection<UInt8>) {
        let match = Self.allCases.first { priority in
            priority.topicSuffix.utf8.elementsEqual(wordBytes.lazy.map(Self.lowercased))
        }
        guard let match else { return nil }
        self = match
    }

    /// The word in the message's body, in upper case.
    public var word: String {
        switch self {
        case .audit: "AUDIT"
        case .debug: "DEBUG"
        case .info: "INFO"
        case .warn: "WARN"
        case .error: "ERROR"
        case .critical: "CRITICAL"
        case .sample: "SAMPLE"
        }
    }

    /// The last part of the Kafka topic, in lower case.
    public var topicSuffix: String { rawValue }

    /// The place among all cases. (A priority's hash would be that of its text.)
    var index: Int {
        switch self {
        case .audit: 0
        case .debug: 1
        case .info: 2
        case .warn: 3
        case .error: 4
        case .critical: 5
        case .sample: 6
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
