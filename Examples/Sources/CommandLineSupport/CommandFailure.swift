// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Why a program ends without having done what it was asked for.
package struct CommandFailure: Error {
    package let code: ExitCode
    package let message: String

    package init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }
}
