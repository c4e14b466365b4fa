// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

public import OsloNotifications

extension Ceilometer {
    /// A named value of an event.
    public struct Trait: Sendable, Hashable {
        /// The type of a trait's value; its number on the wire is the raw value.
        public enum ValueType: Int64, Sendable, Hashable, CaseIterable {
            /// None is given, and the value may be any.
            case none = 0
            /// A text.
            case text = 1
            /// An integer.
            case integer = 2
            /// A number.
            case float = 3
            /// A point in time, as a text in ISO 8601; see ``Trait/instant``.
            case datetime = 4
        }

        /// The name.
        public var name: String
        /// The type of the value.
        public var type: ValueType
        /// The value.
        public var value: JSONValue

        /// Creates a trait of any type.
        public init(_ name: String, _ type: ValueType, _ value: JSONValue) {
            self.name = name
            self.type = type
            self.value = value
        }

        /// Creates a text.
        public init(_ name: String, text: String) {
            self.init(name, .text, .string(text))
        }

        /// Creates an integer.
        public init(_ name: String, integer: Int64) {
            self.init(name, .integer, .integer(integer))
        }

        /// Creates a floating-point number.
        public init(_ name: String, float: Double) {
            self.init(name, .float, .double(float))
        }

        /// Creates a point in time.
        public init(_ name: String, datetime: UTCTimestamp) {
            self.init(name, .datetime, .string(datetime.payloadText))
        }

        /// The point in time, if it is one.
        public var instant: UTCTimestamp? {
            type == .datetime ? value.stringValue.flatMap { UTCTimestamp($0) } : nil
        }
    }
}

extension Ceilometer.Trait {
    /// Reads `[name, type, value]`.
    init(_ triple: JSONValue) throws(MessageError) {
        guard let elements = triple.arrayValue, elements.count == 3 else {
            throw MessageError(
                .invalidField, "it is \(triple.briefDescription); allowed: an array of name, type and value")
        }
        guard case .string(let name) = elements[0] else {
            throw MessageError(.invalidField, "the name is \(elements[0].briefDescription); allowed: a text")
        }
        guard case .integer(let number) = elements[1], let type = ValueType(rawValue: number) else {
            throw MessageError(.invalidField, "the type is \(elements[1].briefDescription); allowed: 0 to 4")
        }
        guard type.allows(elements[2]) else {
            throw MessageError(
                .invalidField, "the value is \(elements[2].briefDescription); allowed for type \(number): \(type)")
        }
        self.init(name, type, elements[2])
    }

    var triple: JSONValue { [.string(name), .integer(type.rawValue), value] }
}

extension Ceilometer.Trait.ValueType {
    fileprivate func allows(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.none, _), (.text, .string), (.text, .illFormedString), (.datetime, .string): true
        case (.integer, .integer), (.integer, .bigInteger): true
        case (.float, _): value.isNumber
        default: false
        }
    }
}
