// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Optional where Wrapped == [UInt8] {
    /// The bytes as C has them: NULL for nil, and an address even for no bytes, since NULL would make an empty value a
    /// tombstone.
    @inline(__always)
    func withBytes<Result>(_ body: (UnsafeRawPointer?, Int) -> Result) -> Result {
        guard let self else { return body(nil, 0) }
        return unsafe self.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, unsafe !bytes.isEmpty else {
                return unsafe withUnsafeBytes(of: UInt8(0)) { unsafe body($0.baseAddress, 0) }
            }
            return unsafe body(base, bytes.count)
        }
    }
}
