// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The buffer that librdkafka writes an error's text into.
struct ErrorText {
    private(set) var string = ""

    mutating func fill<Result>(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Result) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            unsafe buffer.initialize(repeating: 0)
            let result = unsafe body(buffer.baseAddress, buffer.count)
            string = unsafe buffer.baseAddress.map { unsafe String(cString: $0) } ?? ""
            // Some of its texts end with a line break.
            while string.last?.isWhitespace == true { string.removeLast() }
            return result
        }
    }
}

extension ErrorText {
    /// librdkafka's name of a code, such as `_QUEUE_FULL`.
    static func name(of code: rd_kafka_resp_err_t) -> String {
        unsafe rd_kafka_err2name(code).map { unsafe String(cString: $0) } ?? "ERR"
    }

    /// librdkafka's sentence for a code.
    static func reason(of code: rd_kafka_resp_err_t) -> String {
        unsafe rd_kafka_err2str(code).map { unsafe String(cString: $0) } ?? "error \(code.rawValue)"
    }
}
