// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// What went wrong while a notification was turned into bytes or bytes into a notification.
public struct WireError: Error, Sendable {
    /// Which text `offset` counts in.
    public enum Layer: Sendable, Hashable {
        /// The bytes of the Kafka record.
        case record
        /// The inner document: the text of `oslo.message` after un-escaping, as UTF-8.
        case message
    }

    /// The kind of failure; more may be added, so a `switch` needs a `default`.
    public var code: Code
    /// One sentence that names what was found and what is allowed. Never holds the payload.
    public var message: String
    /// The byte at which reading failed, counted from 0 in `layer`.
    public var offset: Int?
    /// The text `offset` counts in.
    public var layer: Layer
    /// The value that failed, such as `payload.cpus[3].load`. Empty when the whole document is meant.
    public var path: [PathComponent]
    /// The error that a `Codable` type threw itself.
    public var underlyingError: (any Error)?

    /// Creates an error of this layer.
    public init(
        _ code: Code,
        _ message: String,
        offset: Int? = nil,
        layer: Layer = .record,
        path: [PathComponent] = [],
        underlyingError: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.offset = offset
        self.layer = layer
        self.path = path
        self.underlyingError = underlyingError
    }
}

extension WireError: CustomStringConvertible {
    /// The code, the sentence, and the place.
    public var description: String {
        var text = "\(code): \(message)"
        if !path.isEmpty { text += " (at \(pathDescription))" }
        if let offset { text += " (byte \(offset)\(layer == .message ? " of oslo.message" : ""))" }
        return text
    }

    /// `path` as text, such as `payload.cpus[3].load`.
    public var pathDescription: String {
        var text = ""
        for component in path {
            switch component {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}

extension WireError {
    func prepending(_ component: PathComponent) -> WireError {
        var copy = self
        copy.path.insert(component, at: 0)
        return copy
    }

    func offset(by distance: Int) -> WireError {
        var copy = self
        copy.offset = offset.map { $0 + distance }
        return copy
    }

    func located(in layer: Layer) -> WireError {
        var copy = self
        copy.layer = layer
        return copy
    }
}
