// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// The pieces of a transport URL, split as Python's `urlparse` splits it and oslo.messaging's `TransportURL.parse`.
///
/// A password with a raw delimiter in it moves to where a port, path or fragment belongs, so no error quotes those.
struct TransportURLParser {
    let scheme: String
    private let option: String?
    private var authority: Substring = ""
    private var path: Substring = ""
    private var queryText: Substring = ""
    private var fragment: Substring = ""

    init(_ text: String, option: String?) throws(NotificationError) {
        self.option = option
        let cleaned = Self.clean(text)
        guard !cleaned.isEmpty else {
            throw Self.problem("is empty; it has to be like kafka://host:9092/", option)
        }
        guard let (name, afterScheme) = cleaned.cut(at: ":"), Self.isScheme(name) else {
            throw Self.problem("has no scheme; it has to be like kafka://host:9092/", option)
        }
        scheme = name.lowercased()
        try TransportScheme.check(scheme, option: option)

        var rest = afterScheme
        if rest.begins(with: "//") {
            rest = rest[rest.unicodeScalars.index(rest.startIndex, offsetBy: 2)...]
            let end = rest.unicodeScalars.firstIndex { "/?#".unicodeScalars.contains($0) } ?? rest.endIndex
            authority = rest[..<end]
            rest = rest[end...]
        }
        (rest, fragment) = rest.cut(at: "#") ?? (rest, "")
        (path, queryText) = rest.cut(at: "?") ?? (rest, "")
        if path.holds("@") || fragment.holds("@") {
            throw Self.misplacedAt(option)
        }
    }

    /// `nil` without a path.
    var virtualHost: String? {
        path.begins(with: "/") ? path.cut(at: "/").map { PercentEncoding.decode($0.after) } : nil
    }

    func hosts() throws(NotificationError) -> [TransportURL.Host] {
        var hosts: [TransportURL.Host] = []
        for part in authority.pieces(between: ",") {
            hosts.append(try TransportURLHostParser(number: hosts.count + 1, option: option).parse(part))
        }
        guard !hosts.isEmpty || TransportScheme.memory.contains(String(scheme.prefix { $0 != "+" })) else {
            throw Self.problem("names no host; it has to be like kafka://host:9092/", option)
        }
        return hosts
    }

    func query() throws(NotificationError) -> [TransportURL.QueryItem] {
        var items: [TransportURL.QueryItem] = []
        for piece in queryText.pieces(between: "&") {
            let (rawName, rawValue) = piece.cut(at: "=") ?? (piece, "")
            guard !rawName.holds("@") else { throw Self.misplacedAt(option) }
            guard !rawValue.isEmpty else { continue }
            let name = PercentEncoding.decodeForm(rawName)
            let value = PercentEncoding.decodeForm(rawValue)
            if let index = items.firstIndex(where: { $0.name == name }) {
                items[index].value += ",\(value)"
            } else {
                items.append(TransportURL.QueryItem(name: name, value: value))
            }
        }
        return items
    }
}

extension TransportURLParser {
    private static func misplacedAt(_ option: String?) -> NotificationError {
        problem(
            "has an @ after its hosts; in a user or password write %2F for /, %3F for ? and %23 for #, elsewhere "
                + "%40 for @",
            option
        )
    }

    private static func problem(_ text: String, _ option: String?) -> NotificationError {
        NotificationError(.invalidTransportURL, "\(option ?? "the transport URL") \(text)", option: option)
    }

    /// `urlsplit` drops leading control characters and spaces, and tabs and line ends everywhere.
    private static func clean(_ text: String) -> Substring {
        let kept = text.unicodeScalars.filter { $0 != "\t" && $0 != "\r" && $0 != "\n" }
        return Substring(kept.drop { $0.value <= 0x20 })
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    }
}
