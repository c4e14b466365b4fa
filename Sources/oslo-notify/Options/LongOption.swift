// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// `struct option` of getopt.h, which the system's Swift module leaves out together with the function.
struct LongOption {
    var name: UnsafePointer<CChar>?
    var hasArgument: Int32
    var flag: UnsafeMutablePointer<Int32>?
    var value: Int32
}

// SAFETY: the types are those of getopt.h, and a call with pointers and integers alone is the same in C and in Swift.
@_silgen_name("getopt_long")
func getoptLong(
    _ count: Int32,
    _ arguments: UnsafePointer<UnsafeMutablePointer<CChar>?>,
    _ shortOptions: UnsafePointer<CChar>,
    _ longOptions: UnsafePointer<LongOption>,
    _ index: UnsafeMutablePointer<Int32>?
) -> Int32
