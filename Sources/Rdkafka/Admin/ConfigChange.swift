// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// A change of one config.
public struct ConfigChange: Sendable, Hashable {
    /// What happens to a config.
    public enum Operation: Sendable, Hashable {
        /// It gets this value.
        case set(String)
        /// It gets its default back.
        case delete
        /// A list gets this element in addition, or several with commas between them.
        case append(String)
        /// A list loses this element, or several with commas between them.
        case subtract(String)
    }

    /// The config's name, such as `retention.ms`.
    public let name: String
    /// What happens to it.
    public let operation: Operation

    /// A change of the config of that name.
    public init(_ name: String, _ operation: Operation) {
        self.name = name
        self.operation = operation
    }

    /// Gives a config a value.
    public static func set(_ name: String, to value: String) -> ConfigChange {
        ConfigChange(name, .set(value))
    }

    /// Gives a config its default back.
    public static func delete(_ name: String) -> ConfigChange {
        ConfigChange(name, .delete)
    }
}

extension ConfigChange: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What is done to which config. Without the value, which may be a secret.
    public var description: String {
        switch operation {
        case .set: "set \(name)"
        case .delete: "delete \(name)"
        case .append: "append to \(name)"
        case .subtract: "subtract from \(name)"
        }
    }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Shows what ``description`` does: a dump must not have the value either.
    public var customMirror: Mirror { Mirror(self, children: ["change": description]) }
}
