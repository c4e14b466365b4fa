// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

/// Strings as an array for C.
@safe
struct CStrings: ~Copyable {
    private var pointers: [UnsafePointer<CChar>?]

    init(_ strings: [String]) {
        unsafe pointers = strings.map { unsafe UnsafePointer(strdup($0)) }
    }

    deinit {
        for index in unsafe pointers.indices { unsafe free(UnsafeMutablePointer(mutating: pointers[index])) }
    }

    mutating func with(_ body: (UnsafeMutablePointer<UnsafePointer<CChar>?>?, Int) -> Void) {
        unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress, $0.count) }
    }
}
