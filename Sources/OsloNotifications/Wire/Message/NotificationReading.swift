// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How the payload and the context of notifications are read, where it is not the usual way.
final class NotificationReading: Sendable {
    let serializer: (any NotificationSerializer)?
    let coding: PayloadCoding

    /// nil for the usual way.
    init?(_ serializer: (any NotificationSerializer)?, _ coding: PayloadCoding) {
        if serializer == nil, coding.isEmpty { return nil }
        self.serializer = serializer
        self.coding = coding
    }
}
