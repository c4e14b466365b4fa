// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import BenchNotification

/// What is sent: letters, or a whole notification where the size is that of one.
enum RecordValue {
    static func make(size: Int) -> [UInt8] {
        guard size == notificationSize else { return (0..<size).map { UInt8(ascii: "a") + UInt8($0 % 26) } }
        var value = [CChar](repeating: 0, count: size + 1)
        _ = bench_notification(&value, value.count)
        return value.dropLast().map { UInt8(bitPattern: $0) }
    }

    static let notificationSize = BENCH_NOTIFICATION_SIZE
}
