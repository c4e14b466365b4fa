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
    name: "swift-oslo-notifications",
    products: [
        .library(name: "OpenStackMessages", targets: ["OpenStackMessages"]),
        .library(name: "OsloNotifications", targets: ["OsloNotifications"]),
        .library(name: "OsloNotificationsFoundation", targets: ["OsloNotificationsFoundation"]),
        .library(name: "Rdkafka", targets: ["Rdkafka"]),
        .library(name: "RdkafkaTesting", targets: ["RdkafkaTesting"]),
        .executable(name: "oslo-notify", targets: ["oslo-notify"]),
    ],
    targets: [
        .systemLibrary(
            name: "CRdkafka",
            path: "Modulemaps/CRdkafka",
            pkgConfig: "rdkafka",
            providers: [.apt(["librdkafka-dev"]), .brew(["librdkafka"])]
        ),
        .target(
            name: "Rdkafka",
            dependencies: ["CRdkafka"],
            swiftSettings: swiftSettings + [.enableExperimentalFeature("Lifetimes"), .strictMemorySafety()]
        ),
        .target(name: "RdkafkaTesting", dependencies: ["CRdkafka", "Rdkafka"], swiftSettings: swiftSettings),
        .target(name: "OsloNotifications", dependencies: ["Rdkafka"], swiftSettings: swiftSettings),
        .target(name: "OpenStackMessages", dependencies: ["OsloNotifications"], swiftSettings: swiftSettings),
        .target(
            name: "OsloNotificationsFoundation",
            dependencies: ["OsloNotifications"],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "oslo-notify",
            dependencies: ["OsloNotifications", "Rdkafka", "RdkafkaTesting"],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Rdkafka", "RdkafkaTesting"],
            path: "Tests/TestSupport",
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "RdkafkaTests",
            dependencies: ["CRdkafka", "Rdkafka", "RdkafkaTesting", "TestSupport"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "OsloNotificationsTests",
            dependencies: ["OsloNotifications", "OsloNotificationsFoundation", "Rdkafka", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "OpenStackMessagesTests",
            dependencies: ["OpenStackMessages", "OsloNotifications"],
            resources: [.copy("Fixtures")],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["OsloNotifications", "Rdkafka", "RdkafkaTesting", "TestSupport", "oslo-notify"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "InteropTests",
            dependencies: ["OpenStackMessages", "OsloNotifications", "Rdkafka", "TestSupport", "oslo-notify"],
            resources: [.copy("Python")],
            swiftSettings: swiftSettings
        ),
    ],
    swiftLanguageModes: [.v6]
)
