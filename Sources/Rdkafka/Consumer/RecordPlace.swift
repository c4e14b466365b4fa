// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where a record of a batch is: in its partition, and in the batch's bytes, its key first and then its value.
struct RecordPlace {
    let offset: Int64
    let timestamp: Int64
    let start: Int
    /// -1 for no key.
    let keyLength: Int32
    /// -1 for no value.
    let valueLength: Int32
    let partition: Int32
    /// Among the batch's topics.
    let topic: Int32
    /// Among the batch's lists of headers; -1 for none.
    let headers: Int32
    let leaderEpoch: Int32

    /// Of its key and value.
    var byteCount: Int { max(0, Int(keyLength)) + max(0, Int(valueLength)) }
    /// Where the next one's are.
    var end: Int { start + byteCount }
}
