// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why sending ended.
enum SendEnd: Sendable {
    /// Everything has its answer, or the input could not be read any further.
    case inputEnded(CommandFailure?)
    /// The broker acknowledged nothing for too long.
    case silence
    /// A signal came.
    case signal(Int32)
}
