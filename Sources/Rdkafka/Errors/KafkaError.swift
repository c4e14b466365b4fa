// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What went wrong in a Kafka client.
///
/// Errors name the thing they are about and never contain a record's payload or a secret.
public struct KafkaError: Error, Sendable {
    /// What kind of failure this is. The set is open: compare with the constants.
    public let code: Code
    /// What happened, for people.
    public let message: String
    /// librdkafka's or the broker's own error code, where one is behind this.
    public let responseCode: ResponseCode?
    /// The configuration property that the error is about, if it is about one.
    public let property: String?
    /// Whether the same call may succeed later.
    public let isRetriable: Bool
    /// Whether the client can't be used any more and has to be made anew: whether ``code`` is ``Code/fatal``.
    public var isFatal: Bool { code == .fatal }
    /// Whether the record that the error is about may be stored all the same; nil where it is about none.
    public let deliveryStatus: DeliveryReport.Status?
    /// The source file that made the error.
    public let file: StaticString
    /// The line in `file`.
    public let line: UInt

    package init(
        _ code: Code,
        _ message: String,
        responseCode: ResponseCode? = nil,
        property: String? = nil,
        isRetriable: Bool = false,
        deliveryStatus: DeliveryReport.Status? = nil,
        file: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.code = code
        self.message = message
        self.responseCode = responseCode
        self.property = property
        self.isRetriable = isRetriable
        self.deliveryStatus = deliveryStatus
        self.file = file
        self.line = line
    }
}

extension KafkaError: CustomStringConvertible {
    /// The kind, the message and librdkafka's name for it, on one line.
    public var description: String {
        guard let responseCode else { return "\(code): \(message)" }
        return "\(code): \(message) (\(responseCode))"
    }
}
