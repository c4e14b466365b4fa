// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Synchronization

/// What a handler was told.
final class Lines: Sendable {
    private let texts = Mutex<[String]>([])

    var all: [String] { texts.withLock { $0 } }

    func append(_ text: String) { texts.withLock { $0.append(text) } }
}
