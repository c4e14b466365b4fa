// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension WireError {
    /// The error that a `Codable` type's own code ended with, as an error of this layer.
    init(codable error: any Error) {
        switch error {
        case let error as WireError: self = error
        case EncodingError.invalidValue(_, let context): self.init(context.codingPath, context.debugDescription, error)
        case DecodingError.keyNotFound(let key, let context):
            self.init(context.codingPath + [key], "the value is missing", error)
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            self.init(context.codingPath, context.debugDescription, error)
        default: self.init(.codableFailed, "the value's own code threw \(type(of: error))", underlyingError: error)
        }
    }

    private init(_ codingPath: [any CodingKey], _ message: String, _ error: any Error) {
        self.init(.typeMismatch, message, path: Self.path(codingPath), underlyingError: error)
    }

    /// A type of Foundation's that no rule gives a form.
    init(withoutRule name: String, at path: CodingPath) {
        self.init(
            .missingRule,
            "Foundation's \(name) has no form in notifications but by a rule: set payloadCoding to .foundation() of the "
                + "product OsloNotificationsFoundation, or to a PayloadCoding with a rule for it",
            path: Self.path(path.keys)
        )
    }

    func within(_ codingPath: [any CodingKey]) -> WireError {
        var copy = self
        copy.path = Self.path(codingPath) + path
        return copy
    }

    static func path(_ codingPath: [any CodingKey]) -> [PathComponent] {
        codingPath.map { key in
            if let plain = key as? PlainCodingKey, let index = plain.intValue { return .index(index) }
            return .key(key.stringValue)
        }
    }
}
