// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation

/// What the package builds, as built together with the tests that run.
public enum BuiltProducts {
    /// The folder of the running test executable, and so of everything built with it.
    public static let directory: String = {
        #if os(Linux)
        // Test runners are found by their own link: arguments[0] may be relative to a folder that is no more.
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: executable).deletingLastPathComponent().path
        #else
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
        return bundle.bundleURL.deletingLastPathComponent().path
        #endif
    }()

    /// The path of an executable product: `BuiltProducts.path(of: "oslo-notify")`.
    public static func path(of product: String) -> String { "\(directory)/\(product)" }

    /// The package's own folder, where Scripts and Sources are.
    public static let packageDirectory: String =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
}
