// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "Benchmarks",
    products: [.library(name: "malloccount", type: .dynamic, targets: ["malloccount"])],
    dependencies: [.package(name: "swift-oslo-notifications", path: "..")],
    targets: [
        .systemLibrary(
            name: "LinkRdkafka",
            path: "Modulemaps/librdkafka",
            pkgConfig: "rdkafka",
            providers: [.apt(["librdkafka-dev"]), .brew(["librdkafka"])]
        ),
        .target(name: "BenchMeasure"),
        .target(name: "BenchNotification"),
        .executableTarget(
            name: "cbench",
            dependencies: ["BenchMeasure", "BenchNotification", "LinkRdkafka"],
            linkerSettings: [.linkedLibrary("rdkafka")]
        ),
        .target(name: "malloccount"),
        .executableTarget(
            name: "mockbroker",
            dependencies: ["LinkRdkafka"],
            linkerSettings: [.linkedLibrary("rdkafka")]
        ),
        .executableTarget(
            name: "swiftbench",
            dependencies: [
                "BenchMeasure", "BenchNotification",
                .product(name: "OsloNotifications", package: "swift-oslo-notifications"),
                .product(name: "Rdkafka", package: "swift-oslo-notifications"),
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(name: "bench", swiftSettings: swiftSettings),
        .executableTarget(
            name: "soak",
            dependencies: ["BenchMeasure", .product(name: "Rdkafka", package: "swift-oslo-notifications")],
            swiftSettings: swiftSettings
        ),
        .testTarget(name: "BenchTests", dependencies: ["bench"], swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6]
)
