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
    name: "Examples",
    dependencies: [.package(name: "swift-oslo-notifications", path: "..")],
    targets: [
        .target(
            name: "CommandLineSupport",
            dependencies: [
                .product(name: "OpenStackMessages", package: "swift-oslo-notifications"),
                .product(name: "OsloNotifications", package: "swift-oslo-notifications"),
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "monasca-metrics",
            dependencies: [
                "CommandLineSupport",
                .product(name: "OpenStackMessages", package: "swift-oslo-notifications"),
                .product(name: "OsloNotifications", package: "swift-oslo-notifications"),
                .product(name: "Rdkafka", package: "swift-oslo-notifications"),
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "ceilometer-samples",
            dependencies: [
                "CommandLineSupport",
                .product(name: "OpenStackMessages", package: "swift-oslo-notifications"),
                .product(name: "OsloNotifications", package: "swift-oslo-notifications"),
                .product(name: "Rdkafka", package: "swift-oslo-notifications"),
            ],
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)
