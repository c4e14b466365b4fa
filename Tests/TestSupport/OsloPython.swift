// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation

/// The Python that has the real oslo.messaging, for the interop tests.
public enum OsloPython {
    /// Its executable, from `OSLO_PYTHON`, which `Scripts/test` sees to; nil where there is none.
    public static let path: String? = {
        let path = ProcessInfo.processInfo.environment["OSLO_PYTHON"]
        return path == "" ? nil : path
    }()

    /// Whether interop tests can run.
    public static var isAvailable: Bool { path != nil }
}
