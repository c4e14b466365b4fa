// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The buffer that librdkafka writes an error's text into.
struct ErrorText {
    private(set) var string = ""

    mutating func fill<Result>(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            buffer.initialize(repeating: 0)
            let result = body(buffer.baseAddress, buffer.count)
            string = buffer.baseAddress.map { String(cString: $0) } ?? ""
            return result
        }
    }
}
