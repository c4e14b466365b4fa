// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How many records are to be read at once, so that a batch of large ones is not too large. It goes by the batch before:
/// how large records are is not known before they are read.
struct BatchPace: ~Copyable {
    private let maximumCount: Int
    private let maximumBytes: Int
    /// How many are to be read next.
    private(set) var count: Int

    init(maximumCount: Int, maximumBytes: Int) {
        self.maximumCount = max(1, maximumCount)
        self.maximumBytes = maximumBytes
        count = self.maximumCount
    }

    /// So many were read, of so many bytes together.
    mutating func read(_ records: Int, bytes: Int) {
        guard records > 0 else { return }
        count = min(maximumCount, max(1, maximumBytes / max(1, bytes / records)))
    }
}
