// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Programs that do the same with other clients, where somebody has them: `gobench` (franz-go), `rustbench` (rust-rdkafka)
/// and `Bench.jar` (Kafka's own client for Java).
extension Contestant {
    static func peers(in directory: String) throws(BenchError) -> [Self] {
        var peers: [Self] = []
        if Tools.exists("\(directory)/gobench") {
            peers.append(Self(name: "franz_go", executable: "\(directory)/gobench", command: goCommand))
        }
        if Tools.exists("\(directory)/rustbench") {
            peers.append(Self(name: "rust_rdkafka", executable: "\(directory)/rustbench", command: rustCommand))
        }
        if Tools.exists("\(directory)/Bench.jar") {
            guard let home = Environment.value("KAFKA_HOME") else {
                throw BenchError("Bench.jar needs KAFKA_HOME, whose libs/ has Kafka's client for Java")
            }
            peers.append(java(jar: "\(directory)/Bench.jar", libraries: "\(home)/libs/*"))
        }
        guard !peers.isEmpty else { throw BenchError("no gobench, rustbench or Bench.jar in \(directory)") }
        return peers
    }

    private static func goCommand(_ case: Case, _ run: Run) -> [String]? {
        let mock = run.broker == .mock
        guard !(mock && `case`.reads) else { return nil }
        let properties = ["linger.ms=0", "acks=all", "enable.idempotence=true"] + (mock ? ["max.versions=2.3.0"] : [])
        return command(`case`, run, properties: properties)
    }

    private static func rustCommand(_ case: Case, _ run: Run) -> [String]? {
        let properties = [
            "linger.ms=0", "sticky.partitioning.linger.ms=10", "enable.idempotence=true", "max.in.flight=2", "acks=all",
            "socket.nagle.disable=true", "queue.buffering.max.kbytes=16384",
        ]
        return command(`case`, run, properties: `case`.reads ? [] : properties)
    }

    private static func java(jar: String, libraries: String) -> Self {
        Self(name: "java", executable: "java") { `case`, run in
            guard run.broker != .mock else { return nil }
            let properties = ["linger.ms=0", "acks=all", "enable.idempotence=true"]
            let warmup = ["-W", "\(run.amount.warmup)", "-R", "2"]
            return command(`case`, run, properties: `case`.reads ? [] : properties).map {
                ["-cp", "\(jar):\(libraries)", "Bench"] + $0 + warmup
            }
        }
    }

    /// The three understand the same options.
    private static func command(_ case: Case, _ run: Run, properties: [String]) -> [String]? {
        // Those that await notifications are compared with the sending of bytes that are ready.
        guard !["notify-2159", "listen-2159", "listen-type-2159"].contains(`case`.name) else { return nil }
        let mode: [String]
        switch `case`.kind {
        case .unawaited: mode = ["produce"]
        case .awaited(let window): mode = ["latency", "-w", "\(window)"]
        case .consume: mode = ["consume", "-g", "bench-\(UInt64.random(in: 0...UInt64.max))"]
        case .idle, .wire: return nil
        }
        let size = ["-b", run.bootstrap, "-t", run.topic, "-n", "\(run.amount.records)", "-s", "\(`case`.recordSize)"]
        return mode + size + properties.flatMap { ["-X", $0] }
    }
}
