// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why the soak could not go on.
struct SoakError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
