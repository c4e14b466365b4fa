// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Rdkafka

/// A value that several tasks of a test write.
final class Shared<Value: Sendable>: Sendable {
    private let lock: Lock<Value>

    init(_ value: Value) {
        lock = Lock(value)
    }

    var value: Value { lock.withLock { $0 } }

    func update(_ body: @Sendable (inout Value) -> Void) {
        lock.withLock { body(&$0) }
    }
}

/// Something that is set once, for tests to see.
final class Flag: Sendable {
    private let shared = Shared(false)

    var isSet: Bool { shared.value }

    func set() { shared.update { $0 = true } }
}
