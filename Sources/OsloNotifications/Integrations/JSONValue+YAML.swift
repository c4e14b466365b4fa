// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

#if YAML
internal import Yams

extension JSONValue {
    /// More values than any file that a person writes has: anchors let few lines stand for billions.
    private static let maximumValueCount = 100_000

    /// The value of a YAML document; an empty one is null.
    ///
    /// - Throws: `invalidConfiguration`, with line and column, for text that is no YAML; for a key that is not text, for
    ///   nesting deeper than ``WireLimits/maximumDepth``, and for more than 100 000 values.
    public init(yaml text: String) throws(NotificationError) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw Self.notYAML("\(error)")
        }
        var left = Self.maximumValueCount
        self = try root.map { node throws(NotificationError) in try JSONValue(node, depth: 1, left: &left) } ?? .null
    }

    private init(_ node: Node, depth: Int, left: inout Int) throws(NotificationError) {
        left -= 1
        guard left >= 0 else { throw Self.notYAML("more than \(Self.maximumValueCount) values") }
        guard depth <= WireLimits.maximumDepth else {
            throw Self.notYAML("nested deeper than \(WireLimits.maximumDepth)")
        }
        switch node {
        case .scalar(let scalar):
            self = Self.value(node, scalar)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for element in sequence { elements.append(try JSONValue(element, depth: depth + 1, left: &left)) }
            self = .array(elements)
        case .mapping(let mapping):
            var object = JSONObject()
            for (key, value) in mapping {
                guard let name = key.scalar?.string else { throw Self.notYAML("a key that is not text") }
                object[name] = try JSONValue(value, depth: depth + 1, left: &left)
            }
            self = .object(object)
        case .alias(let alias):
            throw Self.notYAML("the alias \(alias.anchor.rawValue) stands for nothing")
        }
    }

    /// Only plain text may be something else than text.
    private static func value(_ node: Node, _ scalar: Node.Scalar) -> JSONValue {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        if node.null != nil { return .null }
        if let flag = node.bool { return .bool(flag) }
        if let number = node.int { return JSONValue(number) }
        if let number = node.float { return .double(number) }
        return .string(scalar.string)
    }

    private static func notYAML(_ reason: String) -> NotificationError {
        NotificationError(.invalidConfiguration, "the YAML can't be read: \(reason)")
    }
}
#endif
