// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A whole notification as a value, for what holds on to one before it is written.
public struct OutgoingMessage: Sendable, Hashable {
    /// Everything but the payload.
    public var header: MessageHeader
    /// The payload.
    public var payload: JSONValue

    /// Creates a notification.
    public init(header: MessageHeader, payload: JSONValue) {
        self.header = header
        self.payload = payload
    }
}
