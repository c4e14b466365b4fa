// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Sequence<UInt8> {
    /// In lower-case hexadecimal.
    var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
