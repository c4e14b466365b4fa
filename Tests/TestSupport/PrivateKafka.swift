// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Foundation
import Rdkafka

/// A real Kafka of a test's own, which it may stop, kill and start again on the same address and data.
///
/// For tests that have ``Testing/Trait/needsRealKafka``: where one can be had, another can.
public final class PrivateKafka: Sendable {
    /// The broker's address, `host:port`, before and after a restart.
    public let bootstrap: String
    private let directory: String
    private let settings: [String]
    /// The broker while it runs: a process identifier that is no longer its own must not be killed.
    private let processIdentifier: Lock<pid_t?>

    private init(directory: String, settings: [String]) async throws {
        self.directory = directory
        self.settings = settings
        bootstrap = try await Self.script("start", directory, settings)
        processIdentifier = Lock(Self.recordedProcessIdentifier(directory))
    }

    /// Runs a broker for as long as the body runs.
    ///
    /// - Parameter settings: Lines for `server.properties`: `["auto.create.topics.enable=false"]`.
    public static func withBroker<Result>(
        settings: [String] = [], _ body: (PrivateKafka) async throws -> Result
    ) async throws -> Result {
        let directory = NSTemporaryDirectory() + uniqueTopic("swift-oslo-notifications-kafka")
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let broker = try await PrivateKafka(directory: directory, settings: settings)
        defer { broker.kill() }
        return try await body(broker)
    }

    /// Ends the broker at once, as a crash does. Nothing happens when it does not run.
    public func kill() {
        processIdentifier.withLock { identifier in
            if let running = identifier { Foundation.kill(running, SIGKILL) }
            identifier = nil
        }
    }

    /// Stops the broker in good order and waits for its end.
    public func stop() async throws {
        processIdentifier.withLock { $0 = nil }
        _ = try await Self.script("stop", directory, [])
    }

    /// Starts the broker again, with the data it had; returns when a produce works.
    ///
    /// After ``kill()`` that takes some 15 seconds unless `broker.session.timeout.ms` was set lower.
    public func start() async throws {
        let address = try await Self.script("start", directory, settings)
        processIdentifier.withLock { $0 = Self.recordedProcessIdentifier(directory) }
        guard address == bootstrap else { throw PrivateKafkaError.movedTo(address) }
    }

    private static func recordedProcessIdentifier(_ directory: String) -> pid_t? {
        (try? String(contentsOfFile: directory + "/pid", encoding: .utf8))
            .flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private static func script(_ command: String, _ directory: String, _ settings: [String]) async throws -> String {
        let result = try await Subprocess.run(
            BuiltProducts.packageDirectory + "/Scripts/kafka",
            [command] + settings.flatMap { ["--set", $0] } + [directory],
            // What the tests are run with is not for Java.
            environment: ["LD_PRELOAD": nil, "LD_LIBRARY_PATH": nil],
            endingSignal: SIGTERM)
        guard result.succeeded else { throw PrivateKafkaError.script(command, result.errorText) }
        return result.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
