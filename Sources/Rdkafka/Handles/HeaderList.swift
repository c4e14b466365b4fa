// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import CRdkafka

/// The headers of one record as librdkafka takes them.
enum HeaderList {
    /// Runs `produce` with a list of the headers, nil for none. The list goes to librdkafka with a record that it
    /// takes and stays here with one that it refuses.
    static func with(
        _ headers: [RecordHeader],
        _ produce: (OpaquePointer?) -> rd_kafka_resp_err_t
    ) -> rd_kafka_resp_err_t {
        guard !headers.isEmpty else { return produce(nil) }
        let list = unsafe rd_kafka_headers_new(headers.count)
        for header in headers {
            // A value of no bytes still has an address: NULL means no value.
            _ = unsafe header.value.withBytes { unsafe rd_kafka_header_add(list, header.name, -1, $0, $1) }
        }
        let error = unsafe produce(list)
        if error != RD_KAFKA_RESP_ERR_NO_ERROR { unsafe rd_kafka_headers_destroy(list) }
        return error
    }
}

extension HeaderList {
    /// The headers of a list that stays the caller's.
    static func read(_ list: OpaquePointer) -> [RecordHeader] {
        unsafe (0..<rd_kafka_header_cnt(list)).compactMap { index in
            var name: UnsafePointer<CChar>?
            var value: UnsafeRawPointer?
            var size = 0
            guard unsafe rd_kafka_header_get_all(list, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR,
                let name = unsafe name
            else { return nil }
            return unsafe RecordHeader(
                name: String(cString: name),
                value: value.map { unsafe [UInt8](UnsafeRawBufferPointer(start: $0, count: size)) }
            )
        }
    }
}
