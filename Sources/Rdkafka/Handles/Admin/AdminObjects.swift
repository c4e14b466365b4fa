// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The objects that a request is made of, freed when it has been handed over.
@safe
struct AdminObjects: ~Copyable {
    private var pointers: [OpaquePointer?] = unsafe []
    private let free: (OpaquePointer?) -> Void

    init(free: @escaping (OpaquePointer?) -> Void) {
        unsafe self.free = free
    }

    deinit {
        for index in unsafe pointers.indices { unsafe free(pointers[index]) }
    }

    mutating func append(_ pointer: OpaquePointer) {
        unsafe pointers.append(pointer)
    }

    mutating func with(_ body: (UnsafeMutablePointer<OpaquePointer?>?, Int) -> Void) {
        unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress, $0.count) }
    }
}
