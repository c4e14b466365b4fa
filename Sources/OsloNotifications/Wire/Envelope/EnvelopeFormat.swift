// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How a notification stands in a record.
public enum EnvelopeFormat: Sendable, Hashable {
    /// Format 2.0: an object with `oslo.version` and, as text, `oslo.message`. This is what oslo.messaging sends over
    /// Kafka, whichever of its two messaging drivers is chosen.
    case enveloped
    /// Format 1.0: the message's object itself.
    case bare
}
