// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension Unicode.Scalar {
    /// What Python's `str.isspace` says of a character.
    var isPythonSpace: Bool { Self.isPythonSpace(value) }

    static func isPythonSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}
