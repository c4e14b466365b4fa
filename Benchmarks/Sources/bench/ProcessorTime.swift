// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

import Glibc

/// Processor time that was used since the machine started, in seconds: of everybody, and of the broker.
struct ProcessorTime {
    private let taken = Clock.now
    private let total: Double
    private let broker: Double

    private static let ticksPerSecond = Double(sysconf(CInt(_SC_CLK_TCK)))

    init(broker: [pid_t]) {
        total = Self.machine()
        self.broker = broker.reduce(0) { $0 + Self.process($1) }
    }

    /// How many cores' worth processes took that are neither the run's nor the broker's, since this was taken.
    func foreignCores(broker: [pid_t], run: Double) -> Double {
        let now = Self(broker: broker)
        let foreign = (now.total - total) - (now.broker - self.broker) - run
        return max(0, foreign) / (now.taken - taken)
    }

    /// User, nice, system and stolen time. Interrupts are nobody's: they are counted for no process either.
    private static func machine() -> Double {
        let line = TextFile.read("/proc/stat").prefix { $0 != "\n" }
        let fields = line.split(separator: " ").dropFirst().map { Double($0) ?? 0 }
        guard fields.count > 7 else { return 0 }
        return (fields[0] + fields[1] + fields[2] + fields[7]) / ticksPerSecond
    }

    private static func process(_ id: pid_t) -> Double {
        let text = TextFile.read("/proc/\(id)/stat")
        guard let name = text.lastIndex(of: ")") else { return 0 }
        let fields = text[name...].split(separator: " ")
        guard fields.count > 13 else { return 0 }
        return ((Double(fields[12]) ?? 0) + (Double(fields[13]) ?? 0)) / ticksPerSecond
    }
}
