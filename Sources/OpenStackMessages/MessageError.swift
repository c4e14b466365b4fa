// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why something is no message of Ceilometer or Monasca, or none to be trusted.
public struct MessageError: Error, Sendable, Hashable {
    /// The kind of failure: an open set of names.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name, in lower camel case.
        public let rawValue: String

        /// Makes a code of any name.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The name.
        public var description: String { rawValue }

        /// The bytes are not JSON.
        public static let notJSON = Code(rawValue: "notJSON")
        /// A field that is needed is not there.
        public static let missingField = Code(rawValue: "missingField")
        /// A field has a value that is not allowed.
        public static let invalidField = Code(rawValue: "invalidField")
        /// The signature is not that of the message.
        public static let wrongSignature = Code(rawValue: "wrongSignature")
        /// A value has no form in which it could be written or signed.
        public static let unencodable = Code(rawValue: "unencodable")
    }

    /// The kind of failure; more may be added, so a `switch` needs a `default`.
    public let code: Code
    /// One sentence: the field, what was found and what is allowed. Of the values only words that are short.
    public let message: String

    /// Creates an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The same error, with what it happened to before its message.
    func telling(_ context: String) -> MessageError {
        MessageError(code, "\(context): \(message)")
    }
}

extension MessageError: CustomStringConvertible {
    /// The code and the sentence.
    public var description: String { "\(code): \(message)" }
}
