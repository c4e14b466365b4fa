// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What keeps bytes from being read or written.
enum DescriptorError: Error {
    /// Whoever read what is written has gone away.
    case readerIsGone
    /// The system refuses.
    case failed(_ what: String, reason: String)
}
