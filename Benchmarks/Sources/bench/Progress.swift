// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// What is going on, on standard error.
enum Progress {
    private static let isTerminal = isatty(STDERR_FILENO) == 1

    /// Where it is; overwritten by the next.
    static func show(_ text: String) {
        if isTerminal { print("\r\u{1B}[K\(text)", terminator: "") }
    }

    /// Something to remember.
    static func note(_ text: String) {
        print("\(isTerminal ? "\r\u{1B}[K" : "")bench: \(text)", terminator: "\n")
    }

    private static func print(_ text: String, terminator: String) {
        let bytes = Array((text + terminator).utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
