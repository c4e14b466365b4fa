// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

/// Where the brokers are, in oslo.messaging's form:
/// `kafka[+anything]://[user[:password]@]host[:port][,...]/[virtual host][?option=value&...]`.
///
/// With the scheme `memory`, `fake` or `test` there are no brokers, and the host, if there is one, is only a name.
///
/// The grammar is that of oslo.messaging 18.3.1 (`transport.py`), with four differences: a host is required, the port
/// is 9092 unless given, it has to be from 1 to 65535, and an `@` after the hosts is an error, for it means that a
/// `/`, `#` or `?` in a password was not percent-encoded.
public struct TransportURL: Sendable, Hashable {
    /// One entry of the query.
    public struct QueryItem: Sendable, Hashable {
        /// The option's name, decoded.
        public let name: String
        /// The option's value, decoded; those of a repeated name are joined by `,`.
        public internal(set) var value: String
    }

    /// The port of a host that names none.
    public static let defaultPort: UInt16 = 9092

    /// The scheme in lower case, such as `kafka` or `kafka+ssl`. What is after a `+` has no meaning.
    public let scheme: String

    /// The brokers to ask first; only a transport in memory may have none.
    public let hosts: [Host]

    /// The virtual host: `nil` without a path, empty with the path `/`.
    public let virtualHost: String?

    /// The options of the query, in their order. An option without a value is left out, as in Python.
    public let query: [QueryItem]

    /// What is allowed but hardly meant, for the log. Without secrets.
    public let warnings: [String]

    /// The hosts as librdkafka's `bootstrap.servers`.
    public var bootstrapServers: String {
        hosts.map(\.address).joined(separator: ",")
    }

    /// The user of the first host that has one; it stands for all hosts.
    public var username: String? { credentialHost?.username }

    /// The password that belongs to ``username``.
    public var password: Secret? { credentialHost?.password }

    /// Whether it is a transport in the memory of the process, see ``MemoryBroker``.
    public var isMemory: Bool {
        TransportScheme.memory.contains(String(scheme.prefix { $0 != "+" }))
    }

    /// The name of the ``MemoryBroker`` that it is for: its host, with the port if that is not the usual one.
    var memoryName: String {
        hosts.map { $0.port == Self.defaultPort ? $0.name : $0.address }.joined(separator: ",")
    }

    private var credentialHost: Host? {
        hosts.first(where: \.hasUser)
    }

    /// Parses a URL.
    ///
    /// - Throws: `invalidTransportURL`, or `notificationsOnly` for a scheme such as `rabbit`.
    public init(_ text: String) throws(NotificationError) {
        try self.init(text, option: nil)
    }

    init(_ text: String, option: String?) throws(NotificationError) {
        let parser = try TransportURLParser(text, option: option)
        scheme = parser.scheme
        hosts = try parser.hosts()
        virtualHost = parser.virtualHost
        query = try parser.query()
        warnings = Self.warnings(about: hosts)
    }
}

extension TransportURL {
    private static func warnings(about hosts: [Host]) -> [String] {
        let others = hosts.filter { !$0.hasUser }.map(\.address)
        var warnings: [String] = []
        if !others.isEmpty, others.count < hosts.count {
            warnings.append(
                "only some hosts of the transport URL have a user; that of the first one which has is used for all, "
                    + "also for \(ErrorText.list(others))"
            )
        }
        if Set(hosts.filter(\.hasUser).map(\.username)).count > 1 {
            warnings.append("the hosts of the transport URL have different users; only the first one is used")
        }
        return warnings
    }
}

extension TransportURL.Host {
    fileprivate var hasUser: Bool { username?.isEmpty == false }
}
