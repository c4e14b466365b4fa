// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

internal import OsloNotifications

/// What stood on the command line.
struct ParsedOptions: Sendable {
    /// The options in order, with their arguments.
    let values: [(name: String, value: String)]
    /// What is no option.
    let operands: [String]

    func has(_ name: String) -> Bool {
        values.contains { $0.name == name }
    }

    /// The arguments of an option that may be repeated.
    func all(_ name: String) -> [String] {
        values.filter { $0.name == name }.map(\.value)
    }

    /// The argument of an option; of several the last.
    func last(_ name: String) throws(CommandFailure) -> String? {
        guard let value = all(name).last else { return nil }
        guard !value.isEmpty else { throw .usage("--\(name) is empty") }
        return value
    }

    func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(CommandFailure) -> Value? where Value.RawValue == String {
        guard let text = try last(name) else { return nil }
        guard let value = Value(rawValue: text) else {
            throw .usage("--\(name) is '\(text)'; allowed: \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    func priority() throws(CommandFailure) -> NotificationPriority? {
        guard let text = try last("priority") else { return nil }
        guard let priority = NotificationPriority(input: text) else {
            throw .usage("--priority is '\(text)'; allowed: \(NotificationPriority.inputWords)")
        }
        return priority
    }

    /// An integer of 1 or more.
    func count(_ name: String) throws(CommandFailure) -> Int? {
        guard let text = try last(name) else { return nil }
        guard let value = Int(text), value >= 1 else {
            throw .usage("--\(name) is '\(text)'; allowed: an integer of 1 or more")
        }
        return value
    }

    /// Seconds, with or without a fraction.
    func seconds(_ name: String) throws(CommandFailure) -> Duration? {
        guard let text = try last(name) else { return nil }
        guard let value = Double(text), value > 0, value <= 1_000_000 else {
            throw .usage("--\(name) is '\(text)'; allowed: seconds, more than 0 and at most 1000000")
        }
        return .seconds(value)
    }

    /// - Throws: `usage` when something is there that is no option.
    func refuseOperands() throws(CommandFailure) {
        if let operand = operands.first { throw .usage("'\(operand)' is neither an option nor an argument of one") }
    }
}
