// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What went wrong in this module: in its configuration, in a send, in a listener.
///
/// Switch over ``code``; it is open, so keep a default branch. No text in it holds a password, a key or a payload.
public struct NotificationError: Error, Sendable {
    /// What kind of failure it is.
    public let code: Code

    /// What happened, for a person: the thing, its value and what is allowed.
    public let message: String

    /// The configuration key the error is about, such as `oslo_messaging_kafka.compression_codec`.
    public let option: String?

    /// librdkafka's error number, when the failure came from there.
    public let kafkaCode: Int32?

    /// librdkafka's name of ``kafkaCode``, such as `MSG_SIZE_TOO_LARGE`.
    public let kafkaName: String?

    /// Whether the same operation may succeed when it is tried again.
    public let isRetriable: Bool

    /// Whether the client that failed is of no more use and has to be made anew.
    public let isFatal: Bool

    /// The single errors, when several were found at once; empty otherwise.
    public let causes: [NotificationError]

    /// The file of this package that raised the error, as `Module/File.swift`.
    public let file: String

    /// The line of ``file``.
    public let line: UInt

    /// Makes an error; file and line are the caller's unless they are given.
    public init(
        _ code: Code,
        _ message: String,
        option: String? = nil,
        kafkaCode: Int32? = nil,
        kafkaName: String? = nil,
        isRetriable: Bool = false,
        isFatal: Bool = false,
        causes: [NotificationError] = [],
        file: String = #fileID,
        line: UInt = #line
    ) {
        self.code = code
        self.message = message
        self.option = option
        self.kafkaCode = kafkaCode
        self.kafkaName = kafkaName
        self.isRetriable = isRetriable
        self.isFatal = isFatal
        self.causes = causes
        self.file = file
        self.line = line
    }
}

extension NotificationError: CustomStringConvertible {
    /// Code, message, option and librdkafka's code in one line.
    public var description: String {
        var text = "\(code): \(message)"
        if let option, !message.contains(option) {
            text += " (\(option))"
        }
        if let kafkaCode {
            text += " [librdkafka \(kafkaCode)\(kafkaName.map { " \($0)" } ?? "")]"
        }
        return text
    }
}

extension NotificationError {
    /// One error for all that was found: the error itself when it is alone.
    static func combining(_ problems: [NotificationError]) -> NotificationError? {
        guard let first = problems.first else { return nil }
        guard problems.count > 1 else { return first }
        let sameCode = problems.allSatisfy { $0.code == first.code }
        let list = problems.enumerated().map { "\($0.offset + 1)) \($0.element.message)" }
        return NotificationError(
            sameCode ? first.code : .invalidConfiguration,
            "\(problems.count) problems: " + list.joined(separator: "; "),
            option: first.option,
            causes: problems,
            file: first.file,
            line: first.line
        )
    }
}
