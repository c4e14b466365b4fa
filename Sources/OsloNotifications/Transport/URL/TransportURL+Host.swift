// SPDX-License-Identifier: Apache-2.0
// Copyright the swift-oslo-notifications authors

extension TransportURL {
    /// One broker of a transport URL.
    public struct Host: Sendable, Hashable {
        /// The name or address as it was written, without the brackets of IPv6.
        public let name: String

        /// The port, 9092 unless given.
        public let port: UInt16

        /// The user, decoded; `nil` when there is no `@`.
        public let username: String?

        /// The password, decoded; `nil` when there is no `:` in the user information.
        public let password: Secret?

        /// `name:port`, an IPv6 address in brackets.
        public var address: String {
            name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
        }
    }
}
