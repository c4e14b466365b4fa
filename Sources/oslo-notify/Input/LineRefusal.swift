// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why a line of standard input is no notification.
struct LineRefusal: Error {
    /// Counted from 1.
    private(set) var line = 0
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    func on(_ line: Int) -> LineRefusal {
        var refusal = self
        refusal.line = line
        return refusal
    }
}
