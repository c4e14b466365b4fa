// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Synchronization

/// Counts what handlers of several partitions have done; begins the measurement after the warm-up and ends it.
final class HandledCount: Sendable {
    private let options: Options
    private let handled = Atomic(0)
    private let measurement = Mutex<Measurement?>(nil)
    private let end = AsyncStream.makeStream(of: Void.self)

    init(_ options: Options) {
        self.options = options
    }

    func increment() {
        let count = handled.add(1, ordering: .relaxed).newValue
        let first = max(1, options.warmup)
        if count == first {
            measurement.withLock { $0 = Measurement() }
        } else if count == first + options.count {
            measurement.withLock { $0 }?.print(count: options.count)
            end.continuation.finish()
        }
    }

    func waitForAll() async {
        for await _ in end.stream {}
    }
}
