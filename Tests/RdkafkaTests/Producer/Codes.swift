// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka
import Synchronization

/// Counts error codes from many sides.
final class Codes: Sendable {
    private let counts = Lock<[KafkaError.Code: Int]>([:])

    var all: [KafkaError.Code: Int] { counts.withLock { $0 } }
    var total: Int { all.values.reduce(0, +) }

    func add(_ code: KafkaError.Code) {
        counts.withLock { $0[code, default: 0] += 1 }
    }
}
