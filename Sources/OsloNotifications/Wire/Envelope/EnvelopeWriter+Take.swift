// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension EnvelopeWriter {
    /// The record's bytes, given away without a copy.
    mutating func takeBytes() -> [UInt8] {
        json.buffer.take()
    }
}
