// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation

/// The Python that has the real Ceilometer and Monasca, for the interop tests.
public enum OpenStackPython {
    /// Its executable, from `OPENSTACK_PYTHON`, which `Scripts/test` sees to; nil where there is none.
    public static let path: String? = {
        let path = ProcessInfo.processInfo.environment["OPENSTACK_PYTHON"]
        return path == "" ? nil : path
    }()

    /// Whether these tests can run.
    public static var isAvailable: Bool { path != nil }
}
