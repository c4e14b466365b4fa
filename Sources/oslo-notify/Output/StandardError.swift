// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import Glibc
internal import Rdkafka

/// Standard error: what a person is to know, a line at a time.
enum StandardError {
    /// Writes a line that begins with the program's name.
    static func say(_ message: String) {
        write("\(Program.name): \(message)")
    }

    /// Writes a line as it is.
    static func write(_ line: String) {
        // There is nobody left to tell when this fails.
        try? Descriptor.write(Array("\(line)\n".utf8), to: STDERR_FILENO, "standard error")
    }

    /// Says what the Kafka clients and the listener warn of.
    static let logHandler: KafkaLogHandler = { event in
        // librdkafka logs a failed connection and reports it as an error as well; once is enough.
        guard event.level >= .warning, event.facility != "FAIL" else { return }
        say("\(event.level): \(event.message)")
    }
}
