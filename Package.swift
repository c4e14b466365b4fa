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

// Packages that a service has anyway. Each is behind the trait of the same meaning, and is not even fetched without it.
let logging = integration("Logging", package: "swift-log", trait: "Logging")
let metrics = integration("Metrics", package: "swift-metrics", trait: "Metrics")
let tracing = integration("Tracing", package: "swift-distributed-tracing", trait: "Tracing")
let lifecycle = integration("ServiceLifecycle", package: "swift-service-lifecycle", trait: "ServiceLifecycle")
let configuration = integration("Configuration", package: "swift-configuration", trait: "Configuration")
let yaml = integration("Yams", package: "Yams", trait: "YAML")

/// What tests of the integrations need beside them.
let testKits = [
    integration("InMemoryLogging", package: "swift-log", trait: "Logging"),
    integration("MetricsTestKit", package: "swift-metrics", trait: "Metrics"),
    integration("InMemoryTracing", package: "swift-distributed-tracing", trait: "Tracing"),
]

func integration(_ product: String, package: String, trait: String) -> Target.Dependency {
    .product(name: product, package: package, condition: .when(traits: [trait]))
}

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
    traits: [
        .trait(name: "Logging", description: "Log lines to a Logger of swift-log"),
        .trait(name: "Metrics", description: "Counters, gauges and latencies to a factory of swift-metrics"),
        .trait(name: "Tracing", description: "Trace context in record headers, spans of swift-distributed-tracing"),
        .trait(name: "ServiceLifecycle", description: "Clients as services of swift-service-lifecycle"),
        .trait(name: "Configuration", description: "Configurations from a ConfigReader of swift-configuration"),
        .trait(name: "YAML", description: "Files in YAML, read with Yams"),
        .trait(
            name: "SwiftServer",
            description: "All of them",
            enabledTraits: ["Logging", "Metrics", "Tracing", "ServiceLifecycle", "Configuration", "YAML"]
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing.git", from: "1.3.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.8.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.0.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams.git", "5.4.0"..<"7.0.0"),
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
            dependencies: ["CRdkafka", logging, metrics, tracing, lifecycle, configuration],
            swiftSettings: swiftSettings + [.enableExperimentalFeature("Lifetimes"), .strictMemorySafety()]
        ),
        .target(name: "RdkafkaTesting", dependencies: ["CRdkafka", "Rdkafka"], swiftSettings: swiftSettings),
        .target(
            name: "OsloNotifications",
            dependencies: ["Rdkafka", logging, tracing, lifecycle, configuration, yaml],
            swiftSettings: swiftSettings
        ),
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
            resources: [.copy("Observability/Fixtures")],
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
            dependencies: ["OsloNotifications", "Rdkafka", "RdkafkaTesting", "TestSupport", "oslo-notify"]
                + [logging, metrics, tracing, lifecycle, configuration, yaml] + testKits,
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
