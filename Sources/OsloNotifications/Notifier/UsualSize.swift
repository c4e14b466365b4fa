// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Synchronization

/// How large notifications have been of late, so that the next one's bytes seldom have to be moved while they grow.
final class UsualSize: Sendable {
    private let size = Atomic(1024)

    /// Room for one as large as the last ones, and for the words that are stored beyond its end.
    var capacity: Int { size.load(ordering: .relaxed) + 64 }

    func note(_ count: Int) {
        let usual = size.load(ordering: .relaxed)
        // Written only when it has changed much: many threads read it.
        if count > usual || count < usual / 2 { size.store(count + count / 16, ordering: .relaxed) }
    }
}
