// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The types of Foundation that have a form in notifications, which is not the one that they give themselves.
///
/// This module does not link Foundation, so it asks the runtime for the types, once. A process that has no Foundation has
/// none of them, and a type that is none of them costs five comparisons.
enum FoundationType {
    private struct Identities {
        var date: ObjectIdentifier?
        var uuid: ObjectIdentifier?
        var data: ObjectIdentifier?
        var decimal: ObjectIdentifier?
        var url: ObjectIdentifier?
    }

    private static let known = Identities(
        date: identity("4Date"), uuid: identity("4UUID"), data: identity("4Data"), decimal: identity("7Decimal"),
        url: identity("3URL"))

    /// The type's name when it is one of them.
    static func name<Value>(of type: Value.Type) -> String? {
        let identity = ObjectIdentifier(type)
        let known = known
        guard
            identity == known.date || identity == known.uuid || identity == known.data || identity == known.decimal
                || identity == known.url
        else { return nil }
        return String(describing: type)
    }

    /// - Parameter name: The name as it is mangled, with its length.
    private static func identity(_ name: String) -> ObjectIdentifier? {
        #if canImport(Darwin)
        let module = "10Foundation"
        #else
        let module = "20FoundationEssentials"
        #endif
        return _typeByName("\(module)\(name)V").map { ObjectIdentifier($0) }
    }
}
