// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// How the demo ended.
enum DemoEnd: Sendable {
    case allCame
    case timeIsUp
    case failed(CommandFailure)
}
