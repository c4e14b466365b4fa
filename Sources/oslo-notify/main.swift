// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc

// Signals are blocked before any other thread is made, so that all threads leave them to this one.
let signals = Signals()
// Off the main actor, whose thread waits for signals from here on.
Task.detached {
    leave(await Program.run(signals))
}
signals.dispatchForever()
